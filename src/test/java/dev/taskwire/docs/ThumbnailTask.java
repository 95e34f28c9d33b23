package dev.taskwire.docs;

// region task
import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.ArrayList;
import java.util.List;

/** Makes a small picture of each large one. */
@TaskType(
    value = "thumbnails",
    timeout = "PT10M",
    description = "Makes small pictures of large ones.")
public class ThumbnailTask extends BaseTask<ThumbnailTask.Params, ThumbnailTask.Result> {
  /** What to shrink, and how far. */
  public record Params(@NotEmpty List<String> pictures, @Min(16) @Max(1024) int width) {}

  /** The names of the small pictures. */
  public record Result(List<String> thumbnails) {}

  @Override
  public Result execute(ProgressHandle progress, Params params) {
    List<String> done = new ArrayList<>();
    for (String picture : progress.track("Shrinking", params.pictures())) {
      if (isCancelled()) {
        break;
      }
      done.add(shrink(picture, params.width()));
    }
    return new Result(done);
  }

  private static String shrink(String picture, int width) {
    return picture.replace(".", "-" + width + ".");
  }
}
// endregion
