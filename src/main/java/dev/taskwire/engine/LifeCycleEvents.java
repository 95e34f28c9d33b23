package dev.taskwire.engine;

import dev.taskwire.TaskEventType;
import dev.taskwire.stream.EventLog;
import dev.taskwire.stream.LogSlice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The first and the last event of a task, and when they are shown. Guarded by the lock of its
 * {@link ExecutionState}.
 */
final class LifeCycleEvents {
  private final EventLog log;
  private final EndRule rule;
  private final long floor;
  private @Nullable DecidedEnd decided;

  /**
   * Creates them.
   *
   * @param floor a sequence that they come after, 0 for none
   */
  LifeCycleEvents(EventLog log, EndRule rule, long floor) {
    this.log = log;
    this.rule = rule;
    this.floor = floor;
  }

  /** Makes the event that a worker begins, to be recorded first. */
  LogSlice preparedStart(Instant now) {
    return log.prepare(TaskEventType.TASK_STARTED, now, null, floor);
  }

  void start(Instant now, @Nullable LogSlice recorded) {
    if (recorded == null) {
      log.append(TaskEventType.TASK_STARTED, now, null);
    } else {
      log.fill(recorded, false);
    }
  }

  /**
   * Decides the end.
   *
   * @param after a sequence that its event must come after, wherever that was recorded
   * @return whether it is shown; if not, it is held
   */
  boolean end(Outcome how, Instant at, long nanos, long after) {
    if (rule == EndRule.AT_ONCE) {
      log.append(how.eventType(), at, how.dataJson());
      return true;
    }
    LogSlice event = log.seal(how.eventType(), at, how.dataJson(), Math.max(after, floor));
    decided = new DecidedEnd(how, at, nanos, event);
    return false;
  }

  /** The end that is held; {@code null} if there is none. */
  @Nullable DecidedEnd decided() {
    return decided;
  }

  /** Holds another end, which was recorded elsewhere. */
  void overrule(DecidedEnd recorded) {
    decided = recorded;
  }

  /** Holds an end that is never to be shown; the log goes on without it. */
  void retire(Outcome how, Instant at, long nanos) {
    LogSlice none = log.prepare(how.eventType(), at, how.dataJson(), 0);
    decided = new DecidedEnd(how, at, nanos, none);
    log.reopen();
  }

  /** Shows the end that was held. */
  @Nullable DecidedEnd show() {
    DecidedEnd end = decided;
    if (end != null) {
      log.fill(end.event(), true);
      decided = null;
    }
    return end;
  }
}
