package dev.taskwire.cluster;

import dev.taskwire.cluster.membership.Absence;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.Listing;
import dev.taskwire.cluster.protocol.NodeBeat;
import dev.taskwire.cluster.protocol.TaskCursor;
import dev.taskwire.cluster.protocol.TaskNews;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.log.EventLog;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.stream.DeliveryLoops;
import dev.taskwire.stream.TaskBroadcaster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tasks of other servers that somebody here wants to know of. Thread-safe. */
final class Mirrors {
  private static final int MOST_LISTED = 1000;

  private final ClusterEngine engine;
  private final Supplier<Map<String, NodeBeat>> nodes;
  private final Function<String, @Nullable OwnTask> own;
  private final LongSupplier nanos;
  private final DeliveryLoops loops;
  private final int logCapacity;
  private final Absence absence;
  private final Map<String, Mirror> mirrors = new ConcurrentHashMap<>();
  private final Agenda agenda;

  /**
   * Creates it without any.
   *
   * @param own finds the tasks of this server
   * @param agenda is told what is to be watched and read
   */
  Mirrors(
      ClusterEngine engine,
      Supplier<Map<String, NodeBeat>> nodes,
      Function<String, @Nullable OwnTask> own,
      LongSupplier nanos,
      DeliveryLoops loops,
      int logCapacity,
      Agenda agenda,
      Absence absence) {
    this.engine = engine;
    this.nodes = nodes;
    this.own = own;
    this.nanos = nanos;
    this.loops = loops;
    this.logCapacity = logCapacity;
    this.agenda = agenda;
    this.absence = absence;
  }

  /**
   * The task as it is now; asks. {@code null} if it is not there.
   *
   * @throws EngineUnavailableException that is not known
   */
  @Nullable Mirror find(String taskId) {
    Mirror known = mirrors.get(taskId);
    long after = known == null ? 0 : known.log().last();
    TaskNews news = engine.read(List.of(new TaskCursor(taskId, after))).get(taskId);
    if (news == null) {
      return absent(taskId, known);
    }
    if (known == null && news.removed()) {
      return null;
    }
    // of one that was removed as well: somebody may watch it, and lack its end
    Mirror mirror = take(news, after);
    if (mirror == null) {
      return absent(taskId, known);
    }
    return news.removed() ? remove(taskId) : mirror;
  }

  /** The engine has it no more. */
  private @Nullable Mirror absent(String taskId, @Nullable Mirror known) {
    if (absence.isProven()) {
      return remove(taskId);
    }
    if (known != null && known.log().hasEnded()) {
      return known; // nothing of it changes any more
    }
    throw new EngineUnavailableException(
        "The engine has lost what it had, and has not been told of all tasks again.", null);
  }

  /** Forgets it. */
  @Nullable Mirror remove(String taskId) {
    mirrors.remove(taskId);
    return null;
  }

  /**
   * Takes what was read of a task, and reads the rest.
   *
   * @param after what it was read after, by the mirror that there was then; that may be forgotten
   *     meanwhile, and another one lacks what comes before
   * @return {@code null}: it is not there any more
   */
  @Nullable Mirror take(TaskNews first, long after) {
    TaskRecord task = first.task();
    Mirror mirror = mirrors.computeIfAbsent(task.taskId(), id -> mirror(task));
    TaskNews news = mirror.log().last() < after ? readMore(mirror) : first;
    while (news != null) {
      mirror.update(news.task(), news.slices());
      if (!news.more()) {
        return mirror;
      }
      news = readMore(mirror);
    }
    return remove(task.taskId());
  }

  private @Nullable TaskNews readMore(Mirror mirror) {
    TaskCursor cursor = new TaskCursor(mirror.id(), mirror.log().last());
    return engine.read(List.of(cursor)).get(mirror.id());
  }

  /**
   * What a task that comes to this server goes on with, so that whoever watches it here sees it go
   * on. The mirror stays until the task can be found as this server's own.
   */
  TaskBroadcaster goesOn(TaskRecord task) {
    return mirrors.computeIfAbsent(task.taskId(), id -> mirror(task)).watched();
  }

  /** The task, if it is this server's own by now. */
  @Nullable OwnTask own(String taskId) {
    return own.apply(taskId);
  }

  private Mirror mirror(TaskRecord task) {
    OwnTask ours = own.apply(task.taskId());
    TaskBroadcaster broadcaster =
        ours != null
            ? ours.broadcaster()
            : new TaskBroadcaster(new EventLog(task.taskId(), logCapacity), loops);
    Mirror mirror = new Mirror(this, broadcaster, task);
    mirror.wantedAt = nanos.getAsLong();
    mirror.watchedUntil = mirror.wantedAt - 1;
    return mirror;
  }

  /** The record of a task with its result. */
  @Nullable TaskRecord findWhole(String taskId) {
    return engine.find(taskId);
  }

  /** What people call the server that has it; {@code null} if that is not known. */
  @Nullable String nodeName(TaskRecord task) {
    NodeBeat beat = task.node() == null ? null : nodes.get().get(task.node());
    return beat == null ? null : beat.description().name();
  }

  /** The newest tasks of others; asks. */
  List<Mirror> list() {
    List<Mirror> all = new ArrayList<>();
    for (TaskRecord task : engine.list(new Listing(false, null, null, 0, MOST_LISTED)).tasks()) {
      if (own.apply(task.taskId()) == null) {
        Mirror known = mirrors.get(task.taskId());
        Mirror mirror = known == null ? mirror(task) : known;
        mirror.update(task, List.of());
        all.add(mirror);
      }
    }
    return all;
  }

  /** One that is known here; {@code null} if it is not. */
  @Nullable Mirror get(String taskId) {
    return mirrors.get(taskId);
  }

  /** All that are known here. */
  Collection<Mirror> all() {
    return List.copyOf(mirrors.values());
  }

  /** How many events those that are watched lack, of which their servers have told. */
  long lag() {
    return mirrors.values().stream().mapToLong(Mirror::lag).sum();
  }

  /** Knows it from now on. */
  void keep(Mirror mirror) {
    mirrors.putIfAbsent(mirror.id(), mirror);
  }

  /** Somebody is going to watch it. */
  void want(Mirror mirror) {
    long now = nanos.getAsLong();
    mirror.wantedAt = now;
    keep(mirror);
    agenda.want(mirror, now);
  }
}
