package dev.taskwire.it.tasks;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import org.jspecify.annotations.Nullable;

/** Ends in the way that it is told. */
@TaskType("outcome")
public class OutcomeTask extends BaseTask<OutcomeTask.Way, @Nullable Object> {
  /**
   * How to end.
   *
   * @param how {@code null}, {@code exception}, {@code silent} (an exception without a message),
   *     {@code error}, {@code overflow} (of the stack), {@code unreadable}, {@code large} or {@code
   *     huge}
   */
  public record Way(String how) {}

  @Override
  public @Nullable Object execute(ProgressHandle progress, Way way) throws Exception {
    progress.sendProgress("Going " + way.how(), 0.5);
    return switch (way.how()) {
      case "null" -> null;
      case "exception" -> throw new IllegalStateException("The shelf is empty");
      case "silent" -> throw new Exception();
      case "error" -> throw new AssertionError("This should not be");
      case "overflow" -> deeper(0);
      case "unreadable" -> new Unreadable();
      case "large" -> "x".repeat(100_000);
      case "huge" -> "x".repeat(1_000_000);
      default -> throw new IllegalArgumentException("Unknown way " + way.how());
    };
  }

  private static int deeper(int depth) {
    return depth < 0 ? depth : deeper(depth + 1) + 1;
  }

  /** A result that cannot be read. */
  public static class Unreadable {
    /** Throws. */
    public String getText() {
      throw new IllegalStateException("The page is torn");
    }
  }
}
