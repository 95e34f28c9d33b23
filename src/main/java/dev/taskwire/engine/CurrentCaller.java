package dev.taskwire.engine;

import org.jspecify.annotations.Nullable;

/**
 * Who is calling, on the thread of a request: what a start from anywhere in that request belongs
 * to. Confined to each thread; whoever sets it clears it.
 */
public final class CurrentCaller {
  private static final ThreadLocal<@Nullable String> NAME = new ThreadLocal<>();

  private CurrentCaller() {}

  /** Sets the caller's name for this thread; {@code null} clears it. */
  public static void set(@Nullable String name) {
    if (name == null) {
      NAME.remove();
    } else {
      NAME.set(name);
    }
  }

  static @Nullable String get() {
    return NAME.get();
  }
}
