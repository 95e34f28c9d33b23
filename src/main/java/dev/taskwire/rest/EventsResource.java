package dev.taskwire.rest;

import dev.taskwire.log.EventLog;
import dev.taskwire.log.RetainedEvent;
import dev.taskwire.stream.EventStreams;
import dev.taskwire.stream.TaskBroadcaster;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.executable.ExecutableType;
import jakarta.validation.executable.ValidateOnExecution;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/tasks/{id}/events}: the events of a task for clients that cannot stream. Thread-safe.
 */
@Dependent
@ValidateOnExecution(type = ExecutableType.NONE) // there are no constraints to look for
public class EventsResource {
  private static final int LONGEST_WAIT_SECONDS = 60;

  private static final int MOST_EVENTS = 1000;

  /** Of a log with so many bytes the answer fits into the buffer of a socket. */
  private static final int SMALL = 32 * 1024;

  @Inject private VisibleTasks tasks;
  @Inject private EventStreams streams;

  /**
   * The events after {@code after}; with none yet, the answer waits for one, up to {@code wait}
   * seconds. No thread waits.
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public @Nullable Response events(
      @PathParam("id") String id,
      @QueryParam("after") List<String> after,
      @QueryParam("wait") List<String> wait,
      @Context HttpServletRequest request) {
    TaskBroadcaster broadcaster = tasks.findForStream(request, id).broadcaster();
    EventLog log = broadcaster.log();
    long seen = seen(after);
    int seconds = seconds(wait);
    if (request.getMethod().equals(HttpMethod.HEAD)) {
      return Response.ok().type(MediaType.APPLICATION_JSON_TYPE).build();
    }
    boolean waits = seconds > 0 && log.last() <= seen && !log.hasEnded();
    if (!waits && log.retainedBytes() <= SMALL) {
      return Response.ok(json(log.eventsAfter(seen, MOST_EVENTS))).build();
    }
    if (!streams.poll(request, broadcaster, seen, seconds)) {
      throw new NoMoreStreamsException("long polls can be held");
    }
    return null;
  }

  private static long seen(List<String> after) {
    return QueryValues.longNumber(
        "after", QueryValues.single("after", after), 0, 0, Long.MAX_VALUE - 1);
  }

  private static int seconds(List<String> wait) {
    return QueryValues.number("wait", QueryValues.single("wait", wait), 0, 0, LONGEST_WAIT_SECONDS);
  }

  /** The events as they were streamed, each with its sequence, which the next call needs. */
  private static String json(List<RetainedEvent> events) {
    return events.stream()
        .map(event -> "{\"sequence\":" + event.sequence() + "," + event.json().substring(1))
        .collect(Collectors.joining(",", "{\"events\":[", "]}"));
  }
}
