package dev.taskwire.lifecycle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.TaskStatus;
import dev.taskwire.log.LogSlice;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where an execution is in its life, and who may move it on (contract §2). Thread-safe. */
public final class ExecutionState {
  /*
   * One lock decides every race. Whoever ends the task, under the lock, is told so by the return value; whoever comes later does nothing.
   * An end is decided, then recorded, then shown. By the rule AT_ONCE that is one step: the terminal event is appended under the same lock
   * that makes the status a terminal one, so the status and the log never disagree. By the other rule the event is made and held, the
   * status stays what it was, and show() takes both from there; until then the end can be overruled by one that was recorded elsewhere.
   * What may fail for want of memory or stack comes first, the event last of that; after it there are only assignments.
   * No lock is held while the author's code runs. The worker's thread is interrupted under it, between begin() and detach() only.
   */
  @GuardedBy("this")
  private final LifeCycle life;

  @GuardedBy("this")
  private final Stopping stopping;

  @GuardedBy("this")
  private boolean cancelRequested;

  @GuardedBy("this")
  private boolean abandoned;

  /** Creates the state of a task that has not begun. */
  public ExecutionState(LifeCycle life, Stopping stopping) {
    this.life = life;
    this.stopping = stopping;
  }

  /**
   * A worker takes the task on. {@code false}: it ended before, and must not run.
   *
   * @param recorded the event that was recorded for it, as {@link #preparedStart} made it; {@code
   *     null}: it is made now
   */
  public synchronized boolean begin(Thread worker, @Nullable LogSlice recorded) {
    if (!life.isWaiting()) {
      return false;
    }
    life.begin(recorded);
    stopping.attach(worker);
    return true;
  }

  /** The event that it begins, to be recorded; {@code null} if it must not run. */
  public synchronized @Nullable LogSlice preparedStart() {
    return life.isWaiting() ? life.preparedStart() : null;
  }

  /** The worker's thread goes on to other work: it is not interrupted from now on. */
  public synchronized void detach() {
    stopping.attach(null);
  }

  /** Asks the task to stop; a task that is still pending ends at once. */
  public synchronized Cancellation cancel() {
    if (isOver()) {
      return Cancellation.TOO_LATE;
    }
    if (cancelRequested) {
      return Cancellation.REPEATED;
    }
    boolean isPending = life.isWaiting();
    if (isPending) {
      end(Outcome.CANCELLED, 0);
    } else {
      stopping.request(StopCause.CANCEL);
    }
    cancelRequested = true;
    return isPending ? Cancellation.ENDED : Cancellation.REQUESTED;
  }

  /**
   * {@code execute} is over. Ends the task, so if nobody asked it to stop. {@code false}: it had
   * ended.
   */
  public synchronized boolean finish(Outcome how) {
    // before the terminal event: whoever sees that may start the same instance again
    stopping.release();
    if (!isRunning()) {
      return false;
    }
    if (!stopping.isRequested() && stopping.isOverTime(life.times().ran())) {
      stopping.request(StopCause.TIMEOUT);
    }
    end(stopping.isRequested() ? stopping.outcome(how, how.cancelled()) : how, 0);
    return true;
  }

  /**
   * Ends the task from outside, whatever it is doing, and interrupts its thread; in the given way
   * if nobody asked it to stop. {@code false}: it had ended.
   */
  public synchronized boolean terminate(Outcome how) {
    if (isOver()) {
      return false;
    }
    end(stopping.outcome(how, Outcome.CANCELLED), 0);
    stopping.flag();
    stopping.interrupt();
    return true;
  }

  /** Asks a task that is over its time to stop, interrupts it, abandons it: what is due. */
  public synchronized Escalation escalate(Escalation.Limits limits) {
    if (!isRunning()) {
      return stopping.isGivenUp(limits.cancelGraceNanos()) ? giveUp() : Escalation.NONE;
    }
    Escalation step = stopping.due(life.times().ran(), limits);
    if (step == Escalation.LOST || step == Escalation.ABANDONED) {
      end(stopping.outcome(Outcome.LOST, Outcome.CANCELLED), 0);
      abandoned = step == Escalation.ABANDONED;
    }
    if (step == Escalation.ABANDONED || step == Escalation.INTERRUPTED) {
      stopping.interrupt();
    }
    return step;
  }

  /** It was recorded that the task is to stop; it does not end by that, as it may just begin. */
  public synchronized void acceptCancel() {
    if (!isOver() && !cancelRequested) {
      stopping.request(StopCause.CANCEL);
      cancelRequested = true;
    }
  }

  /** The end that is to be recorded; {@code null} if there is none, or it is shown. */
  public synchronized @Nullable DecidedEnd decided() {
    return life.decided();
  }

  /**
   * Decides a held end again: something had been recorded of which it did not know.
   *
   * @param cancelled whether that is a cancel
   * @param after the newest sequence that is recorded
   */
  public synchronized void reconsider(boolean cancelled, long after) {
    DecidedEnd before = decided();
    if (before != null) {
      Outcome how = before.outcome();
      end(cancelled ? how.cancelled() : how, after);
      cancelRequested |= cancelled;
    }
  }

  /** It has ended otherwise, elsewhere: whatever it does here, it stops. */
  public synchronized void overrule(DecidedEnd recorded) {
    if (!life.status().isTerminal()) {
      life.overrule(recorded);
      stopping.overruled();
      stopping.interrupt();
    }
  }

  /**
   * It runs anew under another fence: whatever it still does, it shows nothing.
   *
   * @param alsoIfDecided whether an end that is decided, and not shown, is never to be
   * @return {@code false} if it was too late for that
   */
  public synchronized boolean retire(boolean alsoIfDecided) {
    if (life.status().isTerminal() || life.isOver() && !alsoIfDecided) {
      return false;
    }
    life.retire();
    stopping.overruled();
    stopping.interrupt();
    return true;
  }

  /** The decided end is recorded: it may be seen. {@code false}: it was seen before. */
  public synchronized boolean show() {
    return life.show();
  }

  public synchronized TaskStatus status() {
    return life.status();
  }

  /** Whether the end is decided, shown or not. */
  public synchronized boolean isOver() {
    return life.isOver();
  }

  public synchronized boolean isAbandoned() {
    return abandoned;
  }

  public synchronized @Nullable Thread thread() {
    return stopping.thread();
  }

  public synchronized @Nullable Outcome outcome() {
    return life.outcome();
  }

  public synchronized ExecutionSnapshot snapshot() {
    ExecutionTimes times = life.times();
    return new ExecutionSnapshot(
        life.status(),
        cancelRequested,
        times.acceptedAt(),
        times.runningSince(),
        times.endTime(),
        life.outcome());
  }

  public synchronized Duration timeout() {
    return stopping.timeout();
  }

  /** Reads one of the times, at the state of this moment. */
  public synchronized <T> T time(Function<ExecutionTimes, T> which) {
    return which.apply(life.times());
  }

  /** Whether it has begun, and its end is not decided. */
  public synchronized boolean isRunning() {
    return life.isRunning();
  }

  @GuardedBy("this")
  private Escalation giveUp() {
    stopping.interrupt();
    if (abandoned) {
      return Escalation.NONE;
    }
    abandoned = true;
    return Escalation.GIVEN_UP;
  }

  @GuardedBy("this")
  private void end(Outcome how, long after) {
    if (life.status() == TaskStatus.PENDING) {
      // before the terminal event: whoever sees that may start the same instance again
      stopping.release();
    }
    life.end(how, after);
  }
}
