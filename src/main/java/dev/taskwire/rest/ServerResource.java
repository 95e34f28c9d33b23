package dev.taskwire.rest;

import dev.taskwire.engine.TaskEngine;
import dev.taskwire.settings.TaskSettings;
import dev.taskwire.sharing.EngineLoad;
import dev.taskwire.stream.EventStreams;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;

/**
 * {@code /api/server}: how busy this server is, and which one it is: a client that sees another
 * {@code instance} knows that all tasks it knew are gone. Thread-safe.
 */
@Dependent
public class ServerResource {
  private final String instance = UUID.randomUUID().toString();

  @Inject private TaskEngine engine;
  @Inject private EventStreams streams;

  /** The server as it is now. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public ServerState show() {
    EngineLoad load = engine.load();
    TaskSettings settings = engine.settings();
    return new ServerState(
        instance,
        engine.startedAt(),
        Instant.now(),
        settings.maxWorkers(),
        load.running(),
        load.pending(),
        settings.maxPending(),
        settings.interruptAfter().toSeconds(),
        settings.cancelGrace().toSeconds(),
        streams.statistics().open(),
        settings.streams().maxStreams(),
        load.abandoned(),
        engine.isDraining(),
        engine.shared().node(),
        engine.shared().isAlone() ? null : engine.shared().state());
  }
}
