package dev.taskwire.rest;

import dev.taskwire.log.EventLog;
import dev.taskwire.sharing.TaskView;
import dev.taskwire.stream.EventStreams;
import dev.taskwire.stream.ProgressText;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.executable.ExecutableType;
import jakarta.validation.executable.ValidateOnExecution;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/tasks/{id}/stream}: the events of a task as they happen (WHATWG HTML 9.2).
 * Thread-safe.
 */
@Dependent
@ValidateOnExecution(type = ExecutableType.NONE) // there are no constraints to look for
public class StreamResource {
  /*
   * What can be refused is refused before anything is sent. Then EventStreams takes the request over (Servlet 6.0 §2.3.3.3) and
   * commits the response, so that what the JAX-RS runtime says of this void method, 204, has no effect any more.
   */
  private static final String LINE = "text/plain;charset=utf-8;qs=0.1";

  @Inject private EventStreams streams;
  @Inject private VisibleTasks tasks;

  /** The stream of one task: what the log retains, then what comes, to the terminal event. */
  @GET
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
    if (!streams.open(request, task.broadcaster(), LastEventId.in(task, log, seen))) {
      throw new NoMoreStreamsException("event streams can be opened");
    }
  }

  /**
   * The same for a terminal, only for those who ask for it: a line that redraws itself, or, with
   * {@code form=log}, lines.
   */
  @GET
  @Produces(LINE)
  public void watchLine(
      @PathParam("id") String id,
      @QueryParam("form") List<String> form,
      @Context HttpServletRequest request) {
    TaskView task = tasks.findForStream(request, id);
    if (!streams.openLine(request, task.broadcaster(), progressText(task, form))) {
      throw new NoMoreStreamsException("event streams can be opened");
    }
  }

  private static ProgressText progressText(TaskView task, List<String> given) {
    String form = QueryValues.single("form", given);
    if (form == null || form.equals("line")) {
      return new ProgressLine(task);
    }
    if (form.equals(ProgressLog.FORM)) {
      return new ProgressLog(task, System::nanoTime);
    }
    throw QueryValues.invalid("form", "must be line or " + ProgressLog.FORM);
  }

  /** What a stream of the task would begin with, without the stream. */
  @HEAD
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
  @Produces(LINE)
  public Response headOfLine(@PathParam("id") String id, @Context HttpServletRequest request) {
    tasks.find(request, id);
    return emptyStream("text/plain;charset=utf-8");
  }

  static Response emptyStream(String mediaType) {
    return Response.ok()
        .type(mediaType)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
        .header("X-Accel-Buffering", "no")
        .build();
  }
}
