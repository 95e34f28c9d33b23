package dev.taskwire.cluster;

import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.TaskWrite;
import dev.taskwire.cluster.protocol.WriteAnswer;
import dev.taskwire.log.LogSlice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes what this server's tasks report, and how they end, which is shown only then: all that is
 * due in one request, and the next when that has returned. What the engine did not answer is due
 * again; every write may be repeated. {@link #flush} is called on one thread.
 */
final class Flusher {
  private static final Logger LOG = Logger.getLogger(Flusher.class.getName());
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long COARSE = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int MOST_WRITES = 256;
  private static final int MOST_BYTES = 1024 * 1024;

  private final ClusterEngine engine;
  private final Supplier<@Nullable String> node;
  private final Ledger ledger;
  private final OwnWrites writes;
  private final Corrections corrections;
  private final LongSupplier nanos;
  private final Tally tally;
  private final RecentEnds recent;
  private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Flusher(
      ClusterEngine engine,
      Supplier<@Nullable String> node,
      Ledger ledger,
      OwnWrites writes,
      Corrections corrections,
      LongSupplier nanos,
      Tally tally,
      RecentEnds recent) {
    this.engine = engine;
    this.node = node;
    this.ledger = ledger;
    this.writes = writes;
    this.corrections = corrections;
    this.nanos = nanos;
    this.tally = tally;
    this.recent = recent;
  }

  /** A start was answered with a failure: should the engine have it, it is undone. */
  void withdraw(String taskId) {
    withdrawn.add(taskId);
  }

  /** Writes what is due; returns how long until something may be, in nanoseconds. */
  long flush() {
    String self = node.get();
    if (self == null) {
      return SECOND;
    }
    for (String id : List.copyOf(withdrawn)) {
      engine.write(self, List.of(new TaskWrite.Withdraw(id, 1)));
      withdrawn.remove(id);
    }
    Batch batch = new Batch();
    long now = nanos.getAsLong();
    for (Recorded recorded : ledger.due()) {
      if (!batch.isFull() && recorded.untilDue(now, COARSE, SECOND) <= 0) {
        ledger.taken(recorded);
        take(recorded, self, now, batch);
      }
    }
    write(self, batch);
    return untilNext();
  }

  /** What was written may have shown that there is more: that somebody watches, say. */
  private long untilNext() {
    long now = nanos.getAsLong();
    long next = SECOND;
    for (Recorded recorded : ledger.due()) {
      next = Math.min(next, recorded.untilDue(now, COARSE, SECOND));
    }
    return next;
  }

  private void take(Recorded recorded, String self, long now, Batch batch) {
    if (recorded.done) {
      return;
    }
    if (recorded.orphaned) {
      corrections.overrule(recorded);
    } else if (!recorded.created) {
      corrections.writeAgain(recorded, self);
    } else {
      batch.add(recorded, writes.next(recorded, now));
    }
  }

  private void write(String self, Batch batch) {
    if (batch.tasks.isEmpty()) {
      return;
    }
    List<WriteAnswer> answers;
    try {
      answers = engine.write(self, batch.writes);
    } catch (EngineUnavailableException away) {
      batch.tasks.forEach(ledger::look);
      throw away;
    }
    tally.flushes.increment();
    tally.flushedBytes.add(batch.bytes);
    for (int i = 0; i < answers.size(); i++) {
      answered(batch.tasks.get(i), batch.writes.get(i), answers.get(i), batch.bells);
    }
    if (!batch.bells.isEmpty()) {
      engine.ring(batch.bells);
    }
  }

  private void answered(
      Recorded recorded, TaskWrite write, WriteAnswer answer, Map<String, List<String>> bells) {
    recorded.writtenAt = nanos.getAsLong();
    switch (answer.answer()) {
      case DONE, REPEATED -> written(recorded, write, answer, bells);
      case BEHIND -> behind(recorded, write, answer);
      case UNKNOWN -> corrections.unknown(recorded);
      default -> corrections.orphan(recorded);
    }
  }

  private void written(
      Recorded recorded, TaskWrite write, WriteAnswer answer, Map<String, List<String>> bells) {
    recorded.heard(answer);
    if (OwnWrites.isNews(write)) {
      for (String watcher : answer.watchers().keySet()) {
        bells.computeIfAbsent(watcher, any -> new ArrayList<>()).add(recorded.id());
      }
    }
    if (write instanceof TaskWrite.End) {
      ledger.done(recorded);
      recorded.task.recorded();
      recent.add(recorded.id());
      return;
    }
    if (write instanceof TaskWrite.Begin) {
      recorded.begunAlone = false;
    }
    recorded.sent = Math.max(recorded.sent, OwnWrites.last(write, recorded.sent));
    if (write instanceof TaskWrite.Append append && append.json() != null) {
      recorded.shown = append.seen();
      recorded.shownAt = recorded.writtenAt;
    }
    if (recorded.shown < recorded.log().last() || recorded.isBehind()) {
      ledger.again(recorded);
    }
  }

  private void behind(Recorded recorded, TaskWrite write, WriteAnswer answer) {
    recorded.sent = Math.max(recorded.sent, answer.last());
    if (write instanceof TaskWrite.End end) {
      boolean newCancel = answer.cancelRequested() && !end.knowsCancel();
      recorded.task.reconsider(newCancel, Math.max(answer.last(), end.last()));
    } else if (write instanceof TaskWrite.Append && hasLostItsBegin(recorded, answer)) {
      recorded.begunAlone = true;
    }
    recorded.heard(answer);
    ledger.again(recorded);
  }

  /** An engine that failed over to its replica may have lost that it began. */
  private static boolean hasLostItsBegin(Recorded recorded, WriteAnswer answer) {
    LogSlice begin = recorded.log().sliceAfter(0, 1);
    return begin != null && answer.last() < begin.last();
  }

  /** Does {@link #flush} until it is closed, as often as is due. */
  void run(Duration apart) {
    ledger.flushedByThisThread();
    while (!closed) {
      Thread.interrupted(); // which nobody takes, and which would make each pause return at once
      long earliest = nanos.getAsLong() + apart.toNanos();
      LockSupport.parkNanos(this, Math.max(flushed(), 1));
      rest(earliest);
    }
  }

  /** Not before then: what comes meanwhile is written together; an end waits for nothing. */
  private void rest(long earliest) {
    long rest = earliest - nanos.getAsLong();
    while (rest > 0 && !ledger.isEnding() && !closed) {
      LockSupport.parkNanos(this, rest);
      rest = earliest - nanos.getAsLong();
    }
  }

  private long flushed() {
    try {
      return flush();
    } catch (EngineUnavailableException away) {
      LOG.log(Level.FINE, "Tasks are recorded when the engine is back", away);
      return SECOND / 2;
    } catch (RuntimeException | Error failure) {
      LOG.log(Level.WARNING, "Tasks could not be recorded; it is tried again", failure);
      return SECOND;
    }
  }

  void close() {
    closed = true;
    ledger.wake();
  }

  /** What goes into one request, and who is told of it. */
  private static final class Batch {
    final List<Recorded> tasks = new ArrayList<>();
    final List<TaskWrite> writes = new ArrayList<>();
    final Map<String, List<String>> bells = new HashMap<>();
    int bytes;

    boolean isFull() {
      return writes.size() >= MOST_WRITES || bytes >= MOST_BYTES;
    }

    void add(Recorded recorded, TaskWrite write) {
      tasks.add(recorded);
      writes.add(write);
      bytes += OwnWrites.size(write);
    }
  }
}
