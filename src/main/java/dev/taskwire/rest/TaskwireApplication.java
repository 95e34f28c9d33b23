package dev.taskwire.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/**
 * The JAX-RS application under {@code /api}: the resources and providers of Taskwire and those of
 * the WAR that it is part of.
 *
 * <p>It names no classes, so that the server finds them all by scanning, in {@code WEB-INF/lib} and
 * in {@code WEB-INF/classes}.
 */
@ApplicationPath("api")
public class TaskwireApplication extends Application {
  /**
   * Properties of Jersey by their names, because other servers have none of its classes; they
   * ignore what they do not know.
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of(
        "jersey.config.server.wadl.disableWadl",
        true,
        "jersey.config.beanValidation.enableOutputValidationErrorEntity.server",
        false,
        "jersey.config.server.response.setStatusOverSendError",
        true);
  }
}
