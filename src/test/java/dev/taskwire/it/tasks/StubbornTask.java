package dev.taskwire.it.tasks;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;

/** Hears neither cancel nor interrupt; only its signal ends it. */
@TaskType("stubborn")
public class StubbornTask extends BaseTask<StubbornTask.Wait, String> {
  /** The name of the signal. */
  public record Wait(String signal) {}

  @Override
  public String execute(ProgressHandle progress, Wait wait) {
    progress.sendProgressText("Not listening");
    Signals.of(wait.signal()).acquireUninterruptibly();
    progress.sendProgressText("Too late");
    return "too late";
  }
}
