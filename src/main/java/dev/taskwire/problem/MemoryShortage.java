package dev.taskwire.problem;

import org.jspecify.annotations.Nullable;

/** Recognises requests that failed because the heap was full, which passes. */
public final class MemoryShortage {
  /** Made beforehand: there may be no memory for it when it is needed. */
  public static final Problem PROBLEM =
      new Problem(503, "The server is short of memory. Try again later.");

  private static final int MAX_CAUSES = 32;

  private MemoryShortage() {}

  /** Whether {@code thrown}, or one of its causes, is an {@link OutOfMemoryError}. */
  public static boolean isCauseOf(@Nullable Object thrown) {
    Object cause = thrown;
    for (int i = 0; i < MAX_CAUSES && cause instanceof Throwable failure; i++) {
      if (failure instanceof OutOfMemoryError) {
        return true;
      }
      cause = failure.getCause();
    }
    return false;
  }
}
