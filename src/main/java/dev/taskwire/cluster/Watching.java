package dev.taskwire.cluster;

import dev.taskwire.cluster.membership.Absence;
import dev.taskwire.cluster.membership.KeptEnds;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.TaskCursor;
import dev.taskwire.cluster.protocol.TaskNews;
import dev.taskwire.cluster.protocol.Watch;
import dev.taskwire.cluster.protocol.WatchRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps mirrors up to date while somebody watches them. {@link #step} is called on one thread. */
final class Watching {
  /*
   * A watch is a field in the engine with a time: it is renewed while somebody watches, and runs out by itself. It is followed by a read of
   * what is there; what is written later is rung, and read by the cursor of the mirror's own log, which drops what it has. A bell that
   * is lost costs a second, as everything watched is read once a second.
   */
  private static final Logger LOG = Logger.getLogger(Watching.class.getName());
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final Duration WATCH = Duration.ofSeconds(10);
  private static final long IDLE = 15 * SECOND;
  private static final int MOST_READ = 100;
  private static final long NO_EVENTS = Long.MAX_VALUE / 2;

  private final ClusterEngine engine;
  private final Supplier<@Nullable String> node;
  private final Mirrors mirrors;
  private final Following following;
  private final Agenda agenda;
  private final LongSupplier nanos;
  private final Consumer<String> removedElsewhere;
  private final KeptEnds kept;
  private final Absence absence;
  private volatile boolean closed;
  private long lookedAt;

  /**
   * Creates it.
   *
   * @param removedElsewhere told of tasks that are gone, which this server may have finished
   */
  Watching(
      ClusterEngine engine,
      Supplier<@Nullable String> node,
      Mirrors mirrors,
      Following following,
      Agenda agenda,
      LongSupplier nanos,
      Consumer<String> removedElsewhere,
      KeptEnds kept,
      Absence absence) {
    this.engine = engine;
    this.node = node;
    this.mirrors = mirrors;
    this.following = following;
    this.agenda = agenda;
    this.nanos = nanos;
    this.removedElsewhere = removedElsewhere;
    this.kept = kept;
    this.absence = absence;
    this.lookedAt = nanos.getAsLong();
  }

  /** Watches, reads and forgets what is due. */
  void step() {
    String self = node.get();
    if (self == null) {
      return;
    }
    long now = nanos.getAsLong();
    boolean isSecond = now - lookedAt >= SECOND;
    if (isSecond) {
      lookedAt = now;
      mirrors.all().forEach(mirror -> look(mirror, now));
    }
    watch(self, now);
    List<String> ids = agenda.takeReads();
    for (int from = 0; from < ids.size(); from += MOST_READ) {
      read(ids.subList(from, Math.min(ids.size(), from + MOST_READ)));
    }
    if (isSecond && following.isOn()) {
      following.discover();
    }
  }

  private void look(Mirror mirror, long now) {
    boolean isWanted = mirror.isWatched() || now - mirror.wantedAt < IDLE;
    if (!isWanted && !(following.isOn() && following.has(mirror.id()))) {
      following.forget(mirror.id());
    } else if (!mirror.log().hasEnded()) {
      if (mirror.watchedUntil - now < WATCH.toNanos() - Agenda.RENEW) {
        agenda.renew(mirror);
      }
      agenda.rung(List.of(mirror.id()));
    }
  }

  private void watch(String self, long now) {
    List<Mirror> batch = agenda.takeWatches();
    if (batch.isEmpty()) {
      return;
    }
    List<Watch> watches = new ArrayList<>();
    for (Mirror mirror : batch) {
      // who wants it now is about to watch it
      boolean closely = mirror.isWatchedClosely() || now - mirror.wantedAt < SECOND;
      watches.add(new Watch(mirror.id(), closely ? WatchRate.FULL : WatchRate.COARSE));
    }
    Map<String, String> owners;
    try {
      owners = engine.watch(self, watches, WATCH);
    } catch (EngineUnavailableException away) {
      batch.forEach(agenda::renew);
      throw away;
    }
    Map<String, List<String>> bells = new HashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      Mirror mirror = batch.get(i);
      WatchRate rate = watches.get(i).rate();
      boolean isFresh = mirror.watchedUntil - now < 0;
      boolean isCloser = rate == WatchRate.FULL && mirror.rate == WatchRate.COARSE;
      mirror.watchedUntil = now + WATCH.toNanos();
      mirror.rate = rate;
      agenda.rung(List.of(mirror.id()));
      String owner = owners.get(mirror.id());
      if ((isFresh || isCloser) && owner != null && !owner.isEmpty()) {
        bells.computeIfAbsent(owner, any -> new ArrayList<>()).add(mirror.id());
      }
    }
    if (!bells.isEmpty()) {
      engine.ring(bells);
    }
  }

  private void read(List<String> ids) {
    List<TaskCursor> cursors = new ArrayList<>();
    for (String id : ids) {
      Mirror mirror = mirrors.get(id);
      long none = kept.expects(id) ? 0 : NO_EVENTS;
      cursors.add(new TaskCursor(id, mirror == null ? none : mirror.log().last()));
    }
    Map<String, TaskNews> all;
    try {
      all = engine.read(cursors);
    } catch (EngineUnavailableException away) {
      agenda.rung(ids);
      throw away;
    }
    cursors.forEach(cursor -> found(cursor, all.get(cursor.taskId())));
  }

  private void found(TaskCursor cursor, @Nullable TaskNews news) {
    String id = cursor.taskId();
    Mirror mirror = mirrors.get(id);
    if (news == null) {
      if (mirror != null && mirror.log().hasEnded() && absence.isProven()) {
        following.remove(id); // its retention is over
      }
    } else if (news.removed()) {
      removed(id, mirror, news, cursor.after());
    } else if (kept.expects(id)) {
      Mirror whole = mirrors.take(news, cursor.after());
      if (whole != null) {
        kept.take(whole.task(), Slices.all(whole.log()));
      }
    } else if (mirror != null) {
      boolean wasCancelled = mirror.task().cancelRequested();
      mirrors.take(news, cursor.after());
      if (news.task().cancelRequested() != wasCancelled) {
        following.changed(mirror);
      }
    }
  }

  private void removed(String id, @Nullable Mirror mirror, TaskNews news, long after) {
    if (mirror != null && !mirror.log().hasEnded()) {
      mirrors.take(news, after);
    }
    if (mirror != null && !mirror.log().hasEnded() && mirrors.own(id) == null) {
      mirror.watched().close(); // this server was away for longer than the end can be read
    }
    kept.remove(id);
    removedElsewhere.accept(id);
    following.remove(id);
  }

  /** Does {@link #step} until it is closed, when it is woken, and once a second. */
  void run() {
    agenda.doneByThisThread();
    while (!closed) {
      Thread.interrupted(); // which nobody takes, and which would make each pause return at once
      long pause = stepped();
      if (pause > 0 || agenda.isEmpty()) {
        LockSupport.parkNanos(this, Math.max(pause, SECOND / 4));
      }
    }
  }

  private long stepped() {
    try {
      if (node.get() == null) {
        return SECOND / 4;
      }
      step();
      return 0;
    } catch (EngineUnavailableException away) {
      LOG.log(Level.FINE, "Tasks of other servers could not be read", away);
      return SECOND / 2;
    } catch (RuntimeException | Error failure) {
      LOG.log(Level.WARNING, "Tasks of other servers could not be read", failure);
      return SECOND;
    }
  }

  void close() {
    closed = true;
    agenda.wake();
  }
}
