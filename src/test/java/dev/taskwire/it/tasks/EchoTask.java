package dev.taskwire.it.tasks;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

/** Returns what it is given. */
@TaskType("echo")
public class EchoTask extends BaseTask<EchoTask.Words, EchoTask.Words> {
  /** What comes in and goes out. */
  public record Words(@NotBlank String text, @Positive int howOften) {}

  @Override
  protected String title(Words words) {
    return "Echo of " + words.text();
  }

  @Override
  public Words execute(ProgressHandle progress, Words words) {
    return words;
  }
}
