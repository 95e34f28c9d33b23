package dev.taskwire.rest;

import dev.taskwire.edge.Caller;
import dev.taskwire.edge.EdgeConfiguration;
import dev.taskwire.edge.EdgeSettings;
import dev.taskwire.engine.TaskEngine;
import dev.taskwire.settings.Access;
import dev.taskwire.sharing.EngineLoad;
import dev.taskwire.stream.EventStreams;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/**
 * {@code /api/server/drain}: before a server is stopped, for those who manage it: no new work, what
 * was accepted goes on, streams stay. Thread-safe.
 */
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class DrainResource {
  @Inject private TaskEngine engine;
  @Inject private EventStreams streams;
  @Inject private EdgeConfiguration configuration;

  /**
   * What is left on a server.
   *
   * @param draining whether it takes no new work
   * @param running tasks that run
   * @param pending tasks that wait
   * @param streams open event streams
   */
  public record Rest(boolean draining, int running, int pending, int streams) {}

  /** Takes no new work; again while it does not: tells what is left. */
  @POST
  public Rest drain(@Context HttpServletRequest request) {
    return set(request, true);
  }

  /** Takes new work again. */
  @DELETE
  public Rest resume(@Context HttpServletRequest request) {
    return set(request, false);
  }

  private Rest set(HttpServletRequest request, boolean draining) {
    check(request);
    engine.drain(draining);
    EngineLoad load = engine.load();
    return new Rest(draining, load.running(), load.pending(), streams.statistics().open());
  }

  private void check(HttpServletRequest request) {
    if (engine.settings().access() == Access.OWNER) {
      if (!Caller.of(request).map(Caller::isAdmin).orElse(false)) {
        throw new ForbiddenException(
            "Only the role " + Caller.ADMIN_ROLE + " may drain the server.");
      }
    } else if (!configuration.settings().drainEnabled()) {
      throw new NotFoundException(
          "The server can be drained only where the operator has set "
              + EdgeSettings.DRAIN
              + " to true.");
    }
  }
}
