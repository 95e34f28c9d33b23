package dev.taskwire.demo;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Reports progress on a schedule: {@code delay_ms} of silence, then report {@code i} at {@code i *
 * interval_us} after the first.
 *
 * <p>A report's text begins with its number, so that whoever watches can tell what is missing. The
 * schedule is absolute: a late report does not delay the ones behind it.
 */
@TaskType(
    value = "demo",
    enabledBy = "tasks.demo-enabled",
    description = "Reports progress on a schedule; made to be watched and measured.")
public class DemoTask extends BaseTask<DemoParams, DemoResult> {
  /** The longest wait without a look at the cancel flag. */
  private static final long MAX_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** Creates the task. */
  public DemoTask() {}

  @Override
  protected String title(DemoParams params) {
    return String.format(Locale.ROOT, "Demo of %,d reports", params.events());
  }

  @Override
  public DemoResult execute(ProgressHandle progress, DemoParams params)
      throws InterruptedException {
    int events = params.events();
    long intervalNanos = TimeUnit.MICROSECONDS.toNanos(params.intervalUs());
    boolean stubborn = params.outcome().equals(DemoParams.IGNORE_CANCEL);
    NumberedText text = new NumberedText(params.payload());
    if (!waitUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(params.delayMs()), stubborn)) {
      return new DemoResult("cancelled", 0);
    }
    long start = System.nanoTime();
    for (int i = 0; i < events; i++) {
      if (!waitUntil(start + i * intervalNanos, stubborn)) {
        return new DemoResult("cancelled", i);
      }
      progress.sendProgress(text.of(i), (i + 1.0) / events);
    }
    if (params.outcome().equals(DemoParams.FAIL)) {
      throw new IllegalStateException("The demo failed, as it was asked to.");
    }
    return new DemoResult("success", events);
  }

  /** Whether the time came; {@code false} if a cancel came first. */
  private boolean waitUntil(long nanoTime, boolean stubborn) throws InterruptedException {
    do {
      if (!stubborn && stopRequested()) {
        return false;
      }
      long remaining = nanoTime - System.nanoTime();
      if (remaining <= 0) {
        return true;
      }
      if (stubborn) {
        // an interrupt that stays set would turn the wait into a spin
        Thread.interrupted();
      }
      LockSupport.parkNanos(Math.min(remaining, MAX_PARK_NANOS));
    } while (true);
  }

  private boolean stopRequested() throws InterruptedException {
    if (isCancelled()) {
      return true;
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("The demo was interrupted.");
    }
    return false;
  }
}
