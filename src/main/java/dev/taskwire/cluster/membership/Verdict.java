package dev.taskwire.cluster.membership;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.Taken;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.cluster.protocol.TaskWrite;
import dev.taskwire.cluster.protocol.TaskWrite.Release;

/** What becomes of a task whose server is lost. Immutable. */
public final class Verdict {
  /**
   * How far the next sequence lies above what the lost server told of last: above anything that its
   * own watchers may have seen since, at a hundred million events a second for ten seconds.
   */
  static final long GAP = 1_000_000_000;

  private final int maxAttempts;
  private final Obituary obituary;

  public Verdict(int maxAttempts, Obituary obituary) {
    this.maxAttempts = maxAttempts;
    this.obituary = obituary;
  }

  /**
   * What to write of a task that was taken from it: one that had not begun waits again, for any
   * server, and so does one that its author lets begin again; any other one has ended.
   */
  TaskWrite of(Taken taken) {
    TaskRecord task = taken.task();
    boolean othersCan = taken.spec() != null;
    if (task.status() == TaskStatus.PENDING && othersCan) {
      return new Release(task.taskId(), task.fence(), task.attempt(), task.seen(), false, null);
    }
    boolean again =
        task.restartable() && task.attempt() < maxAttempts && !task.cancelRequested() && othersCan;
    if (again) {
      return new Release(
          task.taskId(),
          task.fence(),
          task.attempt() + 1,
          task.seen() + GAP,
          false,
          obituary.beginsAnew(task));
    }
    return obituary.nodeLost(task, task.seen() + GAP);
  }
}
