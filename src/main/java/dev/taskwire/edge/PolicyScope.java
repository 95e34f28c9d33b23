package dev.taskwire.edge;

import jakarta.security.jacc.PolicyContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * In which application a thread asks for the roles of a caller: the {@link PolicyContext} of
 * Jakarta Authorization 2.1. Payara sets it for the thread that a request comes in on, and not for
 * the one that it is dispatched to when its body has come: there, Payara 7 fails to answer {@link
 * HttpServletRequest#isUserInRole}. A server of the Web Profile need not have it; then there is
 * nothing to carry.
 */
final class PolicyScope {
  private static final String ATTRIBUTE = "dev.taskwire.edge.policy";
  private static final boolean IS_THERE = isThere();

  private PolicyScope() {}

  /** Keeps the scope of this thread with a request that will come back on another one. */
  static void keep(HttpServletRequest request) {
    if (IS_THERE) {
      request.setAttribute(ATTRIBUTE, PolicyContext.getContextID());
    }
  }

  /**
   * Gives this thread the scope that was kept with the request, if any was.
   *
   * @return the scope before, for {@link #leave}
   */
  static @Nullable String enter(HttpServletRequest request) {
    if (!IS_THERE) {
      return null;
    }
    String outer = PolicyContext.getContextID();
    Object kept = request.getAttribute(ATTRIBUTE);
    if (kept instanceof String id) {
      change(outer, id);
    }
    return outer;
  }

  /** Gives this thread back what it had. */
  static void leave(@Nullable String outer) {
    if (IS_THERE) {
      change(PolicyContext.getContextID(), outer);
    }
  }

  private static void change(@Nullable String from, @Nullable String to) {
    if (!Objects.equals(from, to)) {
      PolicyContext.setContextID(to);
    }
  }

  private static boolean isThere() {
    try {
      Class.forName(
          "jakarta.security.jacc.PolicyContext", false, PolicyScope.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException webProfile) {
      return false;
    }
  }
}
