package dev.taskwire.browser.tasks;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;

/** Says in every place the worst that a text can be. */
@TaskType(value = "hostile", description = "</p><script>window.stolen = 'description'</script>")
public class HostileTask extends BaseTask<HostileTask.Params, Map<String, Object>> {
  /** Ends a script, and begins one. */
  public static final String SCRIPT = "</script><script>window.stolen = 'script'</script>";

  /** An image that runs code. */
  public static final String IMAGE = "<img src=x onerror=\"window.stolen='image'\">";

  /** Breaks out of an attribute. */
  public static final String ATTRIBUTE = "\"' onmouseover=window.stolen=1 autofocus x=\"";

  /** Turns what follows around, if nothing isolates it. */
  public static final String RIGHT_TO_LEFT = "\u202Eexe.txt \u05D0\u05D1\u05D2 \u0627\u0628";

  /** What a terminal would obey. */
  public static final String CONTROLS = "nul \u0000 bell \u0007 escape \u001B[31m end";

  /** A megabyte without a place to break a line. */
  public static final String LONG = "m".repeat(1_000_000);

  /** Half a character. */
  public static final String HALF = "half \uD83D end";

  private static final List<String> TEXTS =
      List.of(SCRIPT, IMAGE, ATTRIBUTE, RIGHT_TO_LEFT, CONTROLS, HALF, LONG);

  /** Whether it fails in the end, and a text that comes back. */
  public record Params(boolean fail, @NotNull String text) {}

  @Override
  public Map<String, Object> execute(ProgressHandle progress, Params params) {
    for (String text : progress.track(SCRIPT, TEXTS)) {
      progress.sendProgressText(text);
    }
    if (params.fail()) {
      throw new IllegalStateException(IMAGE + SCRIPT);
    }
    return Map.of(
        SCRIPT,
        IMAGE,
        IMAGE,
        List.of(Map.of(ATTRIBUTE, SCRIPT, "plain", params.text())),
        "texts",
        TEXTS.subList(0, 6),
        "long",
        LONG,
        "columns",
        List.of(Map.of("name", IMAGE, "type", SCRIPT, "min", IMAGE, "max", SCRIPT)));
  }
}
