package dev.taskwire.browser.tasks;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;

/** Has the title that it is told, and is done. */
@TaskType("titled")
public class TitledTask extends BaseTask<TitledTask.Params, String> {
  /** What the title is. */
  public record Params(String text) {}

  @Override
  public String title(Params params) {
    return params.text();
  }

  @Override
  public String execute(ProgressHandle progress, Params params) {
    return params.text();
  }
}
