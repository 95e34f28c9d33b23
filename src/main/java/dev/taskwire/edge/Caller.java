package dev.taskwire.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;

/**
 * Who makes a request, as the container found out.
 *
 * @param name the name of the authenticated caller
 * @param isAdmin whether the caller sees and manages the tasks of all
 */
public record Caller(String name, boolean isAdmin) {
  /** The role of those who see and manage the tasks of all callers. */
  public static final String ADMIN_ROLE = "tasks-admin";

  /** The caller of {@code request}; empty if the container authenticated nobody. */
  public static Optional<Caller> of(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return principal == null
        ? Optional.empty()
        : Optional.of(new Caller(principal.getName(), request.isUserInRole(ADMIN_ROLE)));
  }
}
