package dev.taskwire.rest;

import dev.taskwire.engine.TaskEngine;
import dev.taskwire.json.JsonP;
import dev.taskwire.json.JsonSchema;
import dev.taskwire.type.RegisteredType;
import dev.taskwire.type.TaskTypes;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code /api/task-types}: what can be started by name, and with which parameters. Thread-safe. */
@Dependent
public class TaskTypesResource {
  /** Made once for each type: to learn defaults, a schema makes instances of authors' records. */
  private final Map<RegisteredType, JsonObject> schemas = new ConcurrentHashMap<>();

  @Inject private TaskTypes types;
  @Inject private TaskEngine engine;

  /** All registered types, by name. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject list() {
    JsonArrayBuilder list = JsonP.array();
    types.all().forEach(type -> list.add(describe(type)));
    return JsonP.object().add("task_types", list).build();
  }

  private JsonObjectBuilder describe(RegisteredType type) {
    Duration own = type.timeout();
    Duration timeout = own == null ? engine.settings().taskTimeout() : own;
    return JsonP.object()
        .add("type", type.name())
        .add("description", type.description())
        .add("timeout_seconds", timeout.toSeconds())
        .add(
            "params_schema",
            schemas.computeIfAbsent(type, known -> JsonSchema.of(known.paramsType())));
  }
}
