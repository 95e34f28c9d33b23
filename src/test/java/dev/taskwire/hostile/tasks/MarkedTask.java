package dev.taskwire.hostile.tasks;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Leaves a mark outside of all servers each time it begins. */
@TaskType("marked")
public class MarkedTask extends BaseTask<Mark, String> {
  @Override
  public String execute(ProgressHandle progress, Mark mark) throws Exception {
    Files.writeString(
        Path.of(mark.file()),
        ProcessHandle.current().pid() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    for (int i = 0; i < mark.events() && !isCancelled(); i++) {
      progress.sendProgress("report " + i + " of " + mark.file(), (i + 1.0) / mark.events());
      Thread.sleep(mark.intervalMs());
    }
    if (mark.fails()) {
      throw new IllegalStateException("It fails, as it was asked to.");
    }
    return mark.file();
  }
}
