package dev.taskwire.lifecycle;

import dev.taskwire.TaskEventType;
import dev.taskwire.TaskStatus;
import dev.taskwire.log.EventLog;
import dev.taskwire.log.LogSlice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a task is: its status, its times, its first and last event, and the end that is decided
 * and not shown. Guarded by the lock of its {@link ExecutionState}.
 */
public final class LifeCycle {
  private final EventLog log;
  private final EndRule rule;
  private final Clock clock;
  private final ExecutionTimes times;
  private final long floor;
  private TaskStatus status = TaskStatus.PENDING;
  private @Nullable Outcome outcome;
  private @Nullable DecidedEnd decided;

  /**
   * Of a task that has not begun.
   *
   * @param floor a sequence that its events come after, 0 for none
   */
  public LifeCycle(EventLog log, EndRule rule, Clock clock, ExecutionTimes times, long floor) {
    this.log = log;
    this.rule = rule;
    this.clock = clock;
    this.times = times;
    this.floor = floor;
  }

  TaskStatus status() {
    return status;
  }

  @Nullable Outcome outcome() {
    return outcome;
  }

  ExecutionTimes times() {
    return times;
  }

  /** Whether the end is decided, shown or not. */
  boolean isOver() {
    return decided != null || status.isTerminal();
  }

  /** Whether it may begin. */
  boolean isWaiting() {
    return status == TaskStatus.PENDING && decided == null;
  }

  /** Whether it has begun, and its end is not decided. */
  boolean isRunning() {
    return status == TaskStatus.RUNNING && decided == null;
  }

  /** Makes the event that a worker begins, to be recorded first. */
  LogSlice preparedStart() {
    return log.prepare(TaskEventType.TASK_STARTED, clock.instant(), null, floor);
  }

  /** It begins, with the event that was recorded for it if there is one. */
  void begin(@Nullable LogSlice recorded) {
    Instant now = clock.instant();
    long nanos = clock.nanoTime();
    if (recorded == null) {
      log.append(TaskEventType.TASK_STARTED, now, null);
    } else {
      log.fill(recorded, false);
    }
    times.begin(now, nanos);
    status = TaskStatus.RUNNING;
  }

  /**
   * Decides the end, and shows it unless that is to be recorded first.
   *
   * @param after a sequence that its event must come after, wherever that was recorded
   */
  void end(Outcome how, long after) {
    Instant now = clock.instant();
    long nanos = clock.nanoTime();
    if (rule == EndRule.AT_ONCE) {
      log.append(how.eventType(), now, how.dataJson());
      settle(how, now, nanos);
    } else {
      LogSlice event = log.seal(how.eventType(), now, how.dataJson(), Math.max(after, floor));
      decided = new DecidedEnd(how, now, nanos, event);
    }
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
  void retire() {
    Outcome how = Outcome.LOST;
    Instant now = clock.instant();
    LogSlice none = log.prepare(how.eventType(), now, how.dataJson(), 0);
    decided = new DecidedEnd(how, now, clock.nanoTime(), none);
    log.reopen();
  }

  /** Shows the end that was held. {@code false}: there is none. */
  boolean show() {
    DecidedEnd end = decided;
    if (end == null) {
      return false;
    }
    log.fill(end.event(), true);
    decided = null;
    settle(end.outcome(), end.at(), end.nanos());
    return true;
  }

  private void settle(Outcome how, Instant at, long nanos) {
    times.end(at, nanos);
    outcome = how;
    status = how.status();
  }
}
