package dev.taskwire.rest;

import dev.taskwire.engine.TaskRegistry;
import dev.taskwire.stream.EventLog;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.executable.ExecutableType;
import jakarta.validation.executable.ValidateOnExecution;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/tasks/{id}/events}: the events of a task for clients that cannot stream. Thread-safe.
 */
@Path("tasks")
@ApplicationScoped
@ValidateOnExecution(type = ExecutableType.NONE) // there are no constraints to look for
public class EventsResource {
  private static final int LONGEST_WAIT_SECONDS = 60;

  @Inject private VisibleTasks tasks;
  @EJB private TaskRegistry registry;

  /**
   * The events after {@code after}; with none yet, the answer waits for one, up to {@code wait}
   * seconds.
   */
  @GET
  @Path("{id}/events")
  @Produces(MediaType.APPLICATION_JSON)
  public void events(
      @PathParam("id") String id,
      @QueryParam("after") @Nullable String after,
      @QueryParam("wait") @Nullable String wait,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse response) {
    EventLog log = tasks.find(request, id).broadcaster().log();
    long seen = QueryValues.longNumber("after", after, 0, 0, Long.MAX_VALUE - 1);
    int seconds = QueryValues.number("wait", wait, 0, 0, LONGEST_WAIT_SECONDS);
    SuspendedAnswer answer = new SuspendedAnswer(response, request.getAsyncContext());
    new LongPoll(log, seen, answer, registry.replyExecutor()).start(seconds);
  }
}
