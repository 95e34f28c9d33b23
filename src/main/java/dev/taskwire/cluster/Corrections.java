package dev.taskwire.cluster;

import dev.taskwire.cluster.protocol.Answer;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.CreateAnswer;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.NewTask;
import dev.taskwire.cluster.protocol.Slice;
import dev.taskwire.cluster.protocol.TaskCursor;
import dev.taskwire.cluster.protocol.TaskNews;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.log.EventLog;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is done when the engine knows otherwise of an own task than this server does. Thread-safe.
 */
final class Corrections {
  private static final long NO_EVENTS = Long.MAX_VALUE / 2;

  private final ClusterEngine engine;
  private final Ledger ledger;
  private final OwnWrites writes;
  private final Consumer<String> removedElsewhere;
  private final LongPredicate hasBeatenSince;
  private final LongSupplier nanos;
  private final long leaseNanos;

  /**
   * Creates it.
   *
   * @param removedElsewhere told of tasks that have ended and were removed
   * @param hasBeatenSince whether a heartbeat that was sent after a time has succeeded
   */
  Corrections(
      ClusterEngine engine,
      Ledger ledger,
      OwnWrites writes,
      Consumer<String> removedElsewhere,
      LongPredicate hasBeatenSince,
      LongSupplier nanos,
      long leaseNanos) {
    this.engine = engine;
    this.ledger = ledger;
    this.writes = writes;
    this.removedElsewhere = removedElsewhere;
    this.hasBeatenSince = hasBeatenSince;
    this.nanos = nanos;
    this.leaseNanos = leaseNanos;
  }

  /** The engine does not know it: the next heartbeat tells whether it is to be written again. */
  void unknown(Recorded recorded) {
    recorded.unknown(nanos.getAsLong());
    ledger.again(recorded);
  }

  /**
   * The engine never had it, or has lost it: all of it is written. If it was just found out, a
   * heartbeat comes first: a task may be unknown because others gave this server up, ended it, and
   * removed it.
   */
  void writeAgain(Recorded recorded, String self) {
    Long unknownAt = recorded.unknownAt;
    try {
      if (unknownAt != null && !hasBeatenSince.test(unknownAt)) {
        recorded.writtenAt = nanos.getAsLong();
        return;
      }
      NewTask whole = writes.create(recorded, self);
      CreateAnswer answer = engine.create(whole);
      if (answer.answer() == Answer.FENCED) {
        orphan(recorded);
      } else {
        recorded.accepted(answer.acceptedMicros());
        if (answer.answer() == Answer.DONE) {
          recorded.sent = Math.max(recorded.sent, whole.seen());
        }
        recorded.created = true;
      }
    } catch (EngineUnavailableException away) {
      recorded.unknown(nanos.getAsLong());
      throw away;
    } finally {
      ledger.again(recorded);
    }
  }

  /** It is another server's by now: it stops, and its end is going to be read. */
  void orphan(Recorded recorded) {
    recorded.orphaned = true;
    recorded.task.acceptCancel();
    ledger.again(recorded);
  }

  /** It has ended elsewhere, or will: that end is shown here. */
  void overrule(Recorded recorded) {
    recorded.writtenAt = nanos.getAsLong();
    try {
      TaskNews there = read(recorded.id(), NO_EVENTS);
      if (there == null) {
        // whoever ended it has lost it, and may write it again; if not, it is ours again
        recorded.unknown(nanos.getAsLong() + leaseNanos);
        recorded.orphaned = false;
      } else if (there.task().status().isTerminal()) {
        show(recorded, there.task());
        if (there.removed()) {
          forget(recorded);
        }
      } else {
        recorded.orphaned = true;
      }
    } finally {
      ledger.again(recorded);
    }
  }

  private void show(Recorded recorded, TaskRecord task) {
    EventLog log = recorded.log();
    long after = Math.min(log.last(), task.last() - 1);
    TaskNews news = read(recorded.id(), after);
    while (news != null && news.more() && !news.slices().isEmpty()) {
      after = fill(log, news.slices());
      news = read(recorded.id(), after);
    }
    if (news != null && !news.slices().isEmpty()) {
      int end = news.slices().size() - 1;
      // that it began, say: recorded, but the answer was lost
      fill(log, news.slices().subList(0, end));
      // first: once it is out of the ledger, an end that its worker decides counts as its own
      recorded.task.overrule(task.status(), Slices.of(news.slices().get(end)));
      ledger.done(recorded);
    }
  }

  private void forget(Recorded recorded) {
    if (!recorded.done && recorded.task.decidedEnd() != null) {
      // it was removed so long ago that its end cannot be read: those who watched it here get this
      // one
      ledger.done(recorded);
      recorded.task.recorded();
    }
    if (recorded.done) {
      removedElsewhere.accept(recorded.id());
    }
  }

  private @Nullable TaskNews read(String taskId, long after) {
    return engine.read(List.of(new TaskCursor(taskId, after))).get(taskId);
  }

  private static long fill(EventLog log, List<Slice> slices) {
    slices.forEach(slice -> log.fill(Slices.of(slice), false));
    return slices.isEmpty() ? 0 : slices.get(slices.size() - 1).last();
  }
}
