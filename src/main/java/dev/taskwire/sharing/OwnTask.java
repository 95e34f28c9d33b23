package dev.taskwire.sharing;

import dev.taskwire.TaskStatus;
import dev.taskwire.log.LogSlice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A task of this server, for those who record it for other servers. Thread-safe. */
public interface OwnTask extends TaskView {
  /** 1, and one more each time that it begins anew after its server was lost. */
  int attempt();

  /** Tells this run of the task from those under other fences. */
  long fence();

  /** Whether somebody asked it to stop. */
  boolean isCancelRequested();

  /** Its result, if that is too large for lists; {@code null} if not, or before the end. */
  byte @Nullable [] largeResult();

  /** It is recorded that it was accepted, at this time by the clock of all servers. */
  void listed(Instant at);

  /** It is recorded that it is to stop. */
  void acceptCancel();

  /**
   * The end that was decided and is to be recorded; {@code null} if there is none, or it is shown.
   */
  @Nullable End decidedEnd();

  /**
   * Decides the end again, as something had been recorded of which it did not know.
   *
   * @param cancelled whether that is a cancel
   * @param after the newest sequence that is recorded
   */
  void reconsider(boolean cancelled, long after);

  /** The end is recorded: it is shown. */
  void recorded();

  /**
   * Another end was recorded elsewhere: the task stops, and that one is shown.
   *
   * @param status how it ended
   * @param event the terminal event
   */
  void overrule(TaskStatus status, LogSlice event);

  /**
   * An end to be recorded.
   *
   * @param status a terminal status
   * @param event the terminal event
   * @param summary the task as lists show it then
   * @param largeResult its result, if that is too large for lists
   * @param knowsCancel whether it was decided with a cancel in mind
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record End(
      TaskStatus status,
      LogSlice event,
      byte[] summary,
      byte @Nullable [] largeResult,
      boolean knowsCancel) {}
}
