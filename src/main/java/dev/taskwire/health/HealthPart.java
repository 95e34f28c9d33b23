package dev.taskwire.health;

import dev.taskwire.rest.ApiPart;
import dev.taskwire.rest.At;

/** {@code /api/health}. */
@At("health")
public abstract class HealthPart extends ApiPart {
  /** How the server is. */
  @At("/")
  public abstract HealthResource health();
}
