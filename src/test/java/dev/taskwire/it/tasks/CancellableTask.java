package dev.taskwire.it.tasks;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Works until it is cancelled, and takes that in the way that it is told. */
@TaskType("cancellable")
public class CancellableTask
    extends BaseTask<CancellableTask.Manner, CancellableTask.@Nullable Stopped> {
  /**
   * How to take a cancel.
   *
   * @param how {@code result}, {@code null}, {@code throw}, or {@code interrupt}: notice nothing
   *     before the interrupt
   */
  public record Manner(String how) {}

  /** A cancelled result. */
  public record Stopped(String status) {}

  @Override
  public @Nullable Stopped execute(ProgressHandle progress, Manner manner)
      throws InterruptedException {
    progress.sendProgressText("Working");
    CountDownLatch never = new CountDownLatch(1);
    if (manner.how().equals("interrupt")) {
      never.await();
    }
    while (!isCancelled()) {
      never.await(5, TimeUnit.MILLISECONDS);
    }
    if (manner.how().equals("throw")) {
      throwIfCancelled();
    }
    return manner.how().equals("null") ? null : new Stopped("cancelled");
  }
}
