package dev.taskwire.health;

import dev.taskwire.json.JsonP;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * {@code /api/health}: how this server is, in the form of MicroProfile Health, for those who watch
 * it: 200 while it is well, 503 while it is not. Thread-safe.
 */
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
  @Inject private HealthChecks checks;

  /** All checks. */
  @GET
  public Response all() {
    return answer(checks.readiness().and(checks.liveness()));
  }

  /** Whether the server should get new tasks. */
  @GET
  @Path("ready")
  public Response ready() {
    return answer(checks.readiness());
  }

  /** Whether the server lives; if not, only a restart helps. */
  @GET
  @Path("live")
  public Response live() {
    return answer(checks.liveness());
  }

  private static Response answer(Health health) {
    JsonArrayBuilder list = JsonP.array();
    for (Check check : health.checks()) {
      JsonObjectBuilder data = JsonP.object();
      check.data().forEach(data::add);
      list.add(
          JsonP.object()
              .add("name", check.name())
              .add("status", status(check.up()))
              .add("data", data));
    }
    JsonObject body = JsonP.object().add("status", status(health.up())).add("checks", list).build();
    return Response.status(health.up() ? 200 : 503).entity(body).build();
  }

  private static String status(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
