package dev.taskwire.rest;

import dev.taskwire.engine.EngineLoad;
import dev.taskwire.engine.TaskEngine;
import dev.taskwire.engine.TaskSettings;
import dev.taskwire.stream.EventStreams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * {@code /api/server}: how busy this server is, and which one it is: a client that sees another
 * {@code instance} knows that all tasks it knew are gone. Thread-safe.
 */
@Path("server")
@ApplicationScoped
public class ServerResource {
  private final String instance = UUID.randomUUID().toString();
  private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);

  @Inject private TaskEngine engine;
  @Inject private EventStreams streams;

  /** The server as it is now. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject show() {
    EngineLoad load = engine.load();
    TaskSettings settings = engine.settings();
    return Json.createObjectBuilder()
        .add("instance", instance)
        .add("started_at", startedAt.toString())
        .add("max_workers", settings.maxWorkers())
        .add("running", load.running())
        .add("pending", load.pending())
        .add("max_pending", settings.maxPending())
        .add("interrupt_after", settings.interruptAfter().toSeconds())
        .add("cancel_grace", settings.cancelGrace().toSeconds())
        .add("streams", streams.statistics().open())
        .add("max_streams", settings.streams().maxStreams())
        .add("abandoned", load.abandoned())
        .build();
  }
}
