package dev.taskwire.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells a server with MicroProfile Health whether this application should get new tasks; on a
 * server without, {@code beans.xml} leaves this class out. Thread-safe.
 */
@Readiness
@ApplicationScoped
public class TasksReadiness implements HealthCheck {
  @Inject private HealthChecks checks;

  @Override
  public HealthCheckResponse call() {
    Health health = checks.readiness();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("taskwire-readiness").status(health.up());
    for (Check check : health.checks()) {
      response.withData(check.name(), check.up() ? "UP" : "DOWN");
    }
    return response.build();
  }
}
