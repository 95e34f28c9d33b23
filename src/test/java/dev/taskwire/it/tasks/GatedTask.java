package dev.taskwire.it.tasks;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;

/** Makes one step for each signal, and ends after the last. An interrupt ends it, too. */
@TaskType("gated")
public class GatedTask extends BaseTask<GatedTask.Gate, String> {
  /**
   * When to go on.
   *
   * @param signal the name of the signal
   * @param steps how many signals it needs
   */
  public record Gate(String signal, int steps) {}

  @Override
  public String execute(ProgressHandle progress, Gate gate) throws InterruptedException {
    for (int step = 1; step <= gate.steps(); step++) {
      Signals.of(gate.signal()).acquire();
      progress.sendProgress("Step " + step, (double) step / gate.steps());
    }
    return "through";
  }
}
