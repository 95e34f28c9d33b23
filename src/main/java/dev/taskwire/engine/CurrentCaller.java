package dev.taskwire.engine;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
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

  /** Sets the caller's name for this thread; returns the one that was set before. */
  public static @Nullable String swap(@Nullable String name) {
    String before = NAME.get();
    set(name);
    return before;
  }

  /** The caller: who was set, or whom the container knows in a request that never passed us. */
  static @Nullable String get() {
    String name = NAME.get();
    return name != null ? name : ofRequest();
  }

  private static @Nullable String ofRequest() {
    try {
      Principal principal = CDI.current().select(HttpServletRequest.class).get().getUserPrincipal();
      return principal == null ? null : principal.getName();
    } catch (RuntimeException noRequest) {
      return null;
    }
  }
}
