package dev.taskwire.rest;

import dev.taskwire.body.JsonBodyRequired;
import dev.taskwire.body.JsonWriter;
import dev.taskwire.body.RequestReading;
import dev.taskwire.body.StrictJsonReader;
import dev.taskwire.edge.EdgePassed;
import dev.taskwire.problem.ApiAnswers;
import dev.taskwire.problem.ProblemWriter;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JAX-RS application under {@code /api}: the resources and providers of Taskwire, and those of
 * the WAR that it is part of which have no application of their own.
 */
@ApplicationPath("api")
public class TaskwireApplication extends Application {
  @Context private @Nullable ServletContext context;

  @Override
  public Set<Class<?>> getClasses() {
    HostClasses host = host();
    Set<Class<?>> classes =
        new HashSet<>(
            Set.of(
                EdgePassed.class,
                ApiAnswers.class,
                JsonBodyRequired.class,
                JsonWriter.class,
                PrefixedAddresses.class,
                ProblemWriter.class,
                RequestReading.class,
                StrictJsonReader.class));
    if (host != null) {
      host.parts().forEach(part -> classes.add(PartClasses.of(part)));
    }
    Set<Class<?>> own = host == null ? Set.of() : host.withoutApplication();
    classes.addAll(own);
    classes.addAll(ErrorMappers.besides(own));
    return classes;
  }

  private @Nullable HostClasses host() {
    return context == null ? null : TaskwireInitializer.hostClasses(context);
  }

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
