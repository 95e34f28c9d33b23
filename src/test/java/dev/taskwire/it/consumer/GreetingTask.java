package dev.taskwire.it.consumer;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;

/** A task with a state of its own, made with {@code new}. */
public class GreetingTask extends BaseTask<String, String> {
  private final String salutation;

  /** A task that greets with {@code salutation}. */
  public GreetingTask(String salutation) {
    this.salutation = salutation;
  }

  @Override
  public String execute(ProgressHandle progress, String name) {
    progress.sendProgressValue(0.5);
    return salutation + name;
  }
}
