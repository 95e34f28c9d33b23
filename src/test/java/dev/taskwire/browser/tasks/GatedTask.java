package dev.taskwire.browser.tasks;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import jakarta.validation.constraints.NotBlank;

/** Stays in the middle of its work until a test opens its gate. */
@TaskType(value = "gated", description = "Waits half way until its gate is opened.")
public class GatedTask extends BaseTask<GatedTask.Params, String> {
  /** Which gate, and whether interrupts are ignored at it. */
  public record Params(@NotBlank String gate, boolean stubborn) {}

  @Override
  public String execute(ProgressHandle progress, Params params) throws InterruptedException {
    progress.sendProgress("before the gate", 0.5);
    if (params.stubborn()) {
      Gates.passStubbornly(params.gate());
    } else {
      Gates.pass(params.gate());
    }
    progress.sendProgress("after the gate", 0.75);
    return "through " + params.gate();
  }
}
