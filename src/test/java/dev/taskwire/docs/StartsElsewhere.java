package dev.taskwire.docs;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskService;
import dev.taskwire.TaskStartResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The other ways to use the service that the documents show. */
@ApplicationScoped
public class StartsElsewhere {
  // region service
  @Inject TaskService tasks;

  Optional<TaskInfo> shrinkAndWait(List<String> pictures) {
    TaskStartResponse started =
        tasks.startTask(new ThumbnailTask(), new ThumbnailTask.Params(pictures, 64));
    tasks.getTaskEvents(started.taskId(), Duration.ofMinutes(1)); // waits for the end
    return tasks.getTaskStatus(started.taskId());
  }

  // endregion

  /** Work in two parts, of which the second takes the most time. */
  public static class ReportTask extends BaseTask<List<String>, String> {
    // region subrange
    @Override
    public String execute(ProgressHandle progress, List<String> lines) {
      progress.subrange(0.0, 0.2).sendProgress("Sorting", 1.0);
      StringBuilder report = new StringBuilder();
      for (String line : progress.subrange(0.2, 1.0).track("Writing", lines)) {
        throwIfCancelled();
        report.append(line).append('\n');
      }
      return report.toString();
    }
    // endregion
  }
}
