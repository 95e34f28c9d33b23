package dev.taskwire.engine;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a thread works: whoever makes its request, or owns the task that it executes.
 * What is started there belongs to that caller. Confined to each thread; whoever sets it clears it.
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
