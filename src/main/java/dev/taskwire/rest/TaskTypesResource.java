package dev.taskwire.rest;

import dev.taskwire.engine.RegisteredType;
import dev.taskwire.engine.TaskEngine;
import dev.taskwire.engine.TaskTypes;
import dev.taskwire.json.JsonSchema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;

/** {@code /api/task-types}: what can be started by name, and with which parameters. Thread-safe. */
@Path("task-types")
@ApplicationScoped
public class TaskTypesResource {
  @Inject private TaskTypes types;
  @Inject private TaskEngine engine;

  /** All registered types, by name. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject list() {
    JsonArrayBuilder list = Json.createArrayBuilder();
    types.all().forEach(type -> list.add(describe(type)));
    return Json.createObjectBuilder().add("task_types", list).build();
  }

  private JsonObjectBuilder describe(RegisteredType type) {
    Duration own = type.timeout();
    Duration timeout = own == null ? engine.settings().taskTimeout() : own;
    return Json.createObjectBuilder()
        .add("type", type.name())
        .add("description", type.description())
        .add("timeout_seconds", timeout.toSeconds())
        .add("params_schema", JsonSchema.of(type.paramsType()));
  }
}
