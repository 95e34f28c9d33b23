package dev.taskwire.cluster.protocol;

import dev.taskwire.TaskStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server that has a task writes about it: conditional on the task's fence, and harmless
 * when it is repeated.
 */
public sealed interface TaskWrite {
  /** The task. */
  String taskId();

  /** The fence that the writer holds. */
  long fence();

  /**
   * A worker takes the task on: {@code pending → running}. The author's code runs only after {@code
   * DONE} or {@code REPEATED}.
   *
   * @param started the event {@code task_started}, which no trimming drops
   * @param json the task as lists show it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Begin(String taskId, long fence, Slice started, byte[] json) implements TaskWrite {}

  /**
   * Something new of an open task; with nothing in it, it only renews the task's expiry and hears
   * what others want.
   *
   * @param slices what is new, oldest first; {@code BEHIND} if the first one does not begin after
   *     the recorded {@code last}
   * @param keepFrom slices that end before this sequence are not retained any more
   * @param seen the newest sequence that anybody may have seen, recorded or not
   * @param json the task as lists show it; {@code null}: as before
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Append(
      String taskId,
      long fence,
      List<Slice> slices,
      long keepFrom,
      long seen,
      byte @Nullable [] json)
      implements TaskWrite {
    /** Copies the list. */
    public Append {
      slices = List.copyOf(slices);
    }
  }

  /**
   * The task has ended.
   *
   * @param status a terminal one
   * @param knowsCancel whether it was decided with all cancels that there may be in mind; if not,
   *     and there is one, the answer is {@code BEHIND}
   * @param keepsLog whether what is recorded of its events stays, as when the writer does not have
   *     it; otherwise {@code log} replaces it
   * @param log all that is retained, or what comes in addition; the terminal event is the last one,
   *     in a slice by itself
   * @param json the task as lists show it
   * @param result its result, if that is too large for lists
   * @param retention how long it stays
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record End(
      String taskId,
      long fence,
      TaskStatus status,
      boolean knowsCancel,
      boolean keepsLog,
      List<Slice> log,
      byte[] json,
      byte @Nullable [] result,
      Duration retention)
      implements TaskWrite {
    /** Checks the status, and copies the list. */
    public End {
      log = List.copyOf(log);
      if (!status.isTerminal() || log.isEmpty()) {
        throw new IllegalArgumentException("An end has a terminal status and event.");
      }
      Slice terminal = log.get(log.size() - 1);
      if (terminal.first() != terminal.last()) {
        throw new IllegalArgumentException("The terminal event is in a slice by itself.");
      }
    }

    /** The sequence of the terminal event. */
    public long last() {
      return log.get(log.size() - 1).last();
    }
  }

  /**
   * The writer lets go of a task that it has claimed, or has taken from a lost server: it is
   * pending again, and waits for any server that knows its type.
   *
   * @param attempt one more than before if it had begun; the same if not
   * @param seen the sequence that the next event is to be above: of a task that had begun, far
   *     above what its lost server may have shown
   * @param refused whether the writer could not read what it got, and is not to get it again
   * @param json the task as lists show it; {@code null}: as before
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Release(
      String taskId, long fence, int attempt, long seen, boolean refused, byte @Nullable [] json)
      implements TaskWrite {}

  /** A start whose outcome was not known, and which was answered with a failure, is undone. */
  record Withdraw(String taskId, long fence) implements TaskWrite {}
}
