package dev.taskwire.rest;

import dev.taskwire.engine.TaskEngine;
import dev.taskwire.engine.TaskView;
import dev.taskwire.stream.EventLog;
import dev.taskwire.stream.EventStreams;
import dev.taskwire.stream.FeedSelection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.executable.ExecutableType;
import jakarta.validation.executable.ValidateOnExecution;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/tasks/…/stream}: the events of a task, or of many, as they happen (WHATWG HTML 9.2).
 * Thread-safe.
 */
@Path("tasks")
@ApplicationScoped
@ValidateOnExecution(type = ExecutableType.NONE) // there are no constraints to look for
public class StreamResource {
  /*
   * What can be refused is refused before anything is sent. Then EventStreams takes the request over (Servlet 6.0 §2.3.3.3) and
   * commits the response, so that what the JAX-RS runtime says of this void method, 204, has no effect any more.
   */
  private static final String LINE = "text/plain;charset=utf-8;qs=0.1";
  private static final int MOST_IDS = 1000;

  @Inject private TaskEngine engine;
  @Inject private EventStreams streams;
  @Inject private VisibleTasks tasks;

  /** The stream of one task: what the log retains, then what comes, to the terminal event. */
  @GET
  @Path("{id}/stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void watch(
      @PathParam("id") String id,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
      @QueryParam("last_event_id") @Nullable String lastEventIdParam,
      @QueryParam("lastEventId") @Nullable String lastEventIdOfPolyfill,
      @Context HttpServletRequest request) {
    TaskView task = tasks.findForStream(request, id);
    long seen = LastEventId.of(lastEventId, lastEventIdParam, lastEventIdOfPolyfill);
    EventLog log = task.broadcaster().log();
    if (log.isExhausted(seen)) {
      throw new WebApplicationException(Response.noContent().build());
    }
    if (!streams.open(request, task.broadcaster(), seen > log.last() ? 0 : seen)) {
      throw noMoreStreams();
    }
  }

  /** The same for a terminal: a line that redraws itself. Only for those who ask for it. */
  @GET
  @Path("{id}/stream")
  @Produces(LINE)
  public void watchLine(@PathParam("id") String id, @Context HttpServletRequest request) {
    TaskView task = tasks.findForStream(request, id);
    if (!streams.openLine(request, task.broadcaster(), new ProgressLine(task))) {
      throw noMoreStreams();
    }
  }

  /** The stream of several tasks, or of all that the caller may see. */
  @GET
  @Path("stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void watchMany(
      @QueryParam("task_id") List<String> ids, @Context HttpServletRequest request) {
    FeedSelection selection = selection(ids, request);
    if (!streams.open(request, engine.feed(), selection)) {
      throw noMoreStreams();
    }
  }

  /** What a stream of the task would begin with, without the stream. */
  @HEAD
  @Path("{id}/stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Response head(
      @PathParam("id") String id,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
      @QueryParam("last_event_id") @Nullable String lastEventIdParam,
      @QueryParam("lastEventId") @Nullable String lastEventIdOfPolyfill,
      @Context HttpServletRequest request) {
    EventLog log = tasks.find(request, id).broadcaster().log();
    long seen = LastEventId.of(lastEventId, lastEventIdParam, lastEventIdOfPolyfill);
    return log.isExhausted(seen)
        ? Response.noContent().build()
        : emptyStream(MediaType.SERVER_SENT_EVENTS);
  }

  /** The same for a terminal. */
  @HEAD
  @Path("{id}/stream")
  @Produces(LINE)
  public Response headOfLine(@PathParam("id") String id, @Context HttpServletRequest request) {
    tasks.find(request, id);
    return emptyStream("text/plain;charset=utf-8");
  }

  /** What a stream of many tasks would begin with, without the stream. */
  @HEAD
  @Path("stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Response headOfMany(
      @QueryParam("task_id") List<String> ids, @Context HttpServletRequest request) {
    selection(ids, request);
    return emptyStream(MediaType.SERVER_SENT_EVENTS);
  }

  private FeedSelection selection(List<String> ids, HttpServletRequest request) {
    if (ids.isEmpty()) {
      return FeedSelection.all(tasks.ownersSeenBy(request));
    }
    if (ids.size() > MOST_IDS) {
      throw QueryValues.invalid("task_id", "must be given at most " + MOST_IDS + " times");
    }
    FeedSelection selection = FeedSelection.byIds(ids, tasks.ownersSeenBy(request));
    if (selection.isEmptyNow(engine.feed())) {
      throw new NotFoundException("There is no such task.");
    }
    return selection;
  }

  private static Response emptyStream(String mediaType) {
    return Response.ok()
        .type(mediaType)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
        .header("X-Accel-Buffering", "no")
        .build();
  }

  private static ServiceUnavailableException noMoreStreams() {
    return new ServiceUnavailableException(
        "No more event streams can be opened now: too many are open, or memory is short. Try again"
            + " later.",
        Response.status(Response.Status.SERVICE_UNAVAILABLE)
            .header(HttpHeaders.RETRY_AFTER, ErrorAnswers.RETRY_AFTER_SECONDS)
            .build());
  }
}
