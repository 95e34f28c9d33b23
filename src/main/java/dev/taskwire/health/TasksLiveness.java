package dev.taskwire.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Tells a server with MicroProfile Health whether this application lives; on a server without,
 * {@code beans.xml} leaves this class out. Thread-safe.
 */
@Liveness
@ApplicationScoped
public class TasksLiveness implements HealthCheck {
  @Inject private HealthChecks checks;

  @Override
  public HealthCheckResponse call() {
    Health health = checks.liveness();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("taskwire-liveness").status(health.up());
    for (Check check : health.checks()) {
      response.withData(check.name(), check.up() ? "UP" : "DOWN");
    }
    return response.build();
  }
}
