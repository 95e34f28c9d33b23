package dev.taskwire.cluster;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * What is done when the engine knows otherwise of an own task than this server does. Thread-safe.
 */
final class Corrections {
  private final ClusterEngine engine;
  private final Ledger ledger;
  private final OwnWrites writes;
  private final LongSupplier nanos;

  Corrections(ClusterEngine engine, Ledger ledger, OwnWrites writes, LongSupplier nanos) {
    this.engine = engine;
    this.ledger = ledger;
    this.writes = writes;
    this.nanos = nanos;
  }

  /** The engine never had it, or has lost it: all of it is written. */
  void writeAgain(Recorded recorded, String self) {
    try {
      NewTask whole = writes.create(recorded, self);
      CreateAnswer answer = engine.create(whole);
      if (answer.answer() == Answer.FENCED) {
        orphan(recorded);
      } else {
        recorded.accepted(answer.acceptedMicros());
        recorded.sent = Math.max(recorded.sent, whole.seen());
        recorded.created = true;
      }
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
      TaskRecord task = engine.find(recorded.id());
      if (task == null) {
        // whoever ended it has lost it: it is ours again, under the name that we have now
        recorded.created = false;
        recorded.orphaned = false;
      } else if (task.status().isTerminal()) {
        show(recorded, task);
      } else {
        recorded.orphaned = true;
      }
    } finally {
      ledger.again(recorded);
    }
  }

  private void show(Recorded recorded, TaskRecord task) {
    TaskCursor beforeItsEnd = new TaskCursor(task.taskId(), task.last() - 1);
    TaskNews news = engine.read(List.of(beforeItsEnd)).get(task.taskId());
    if (news != null && !news.slices().isEmpty()) {
      Slice end = news.slices().get(news.slices().size() - 1);
      // first: once it is out of the ledger, an end that its worker decides counts as its own
      recorded.task.overrule(task.status(), Slices.of(end));
      ledger.done(recorded);
    }
  }
}
