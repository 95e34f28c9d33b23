package dev.taskwire.rest;

import dev.taskwire.engine.TaskEngine;
import dev.taskwire.stream.EventStreams;
import dev.taskwire.stream.FeedSelection;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.executable.ExecutableType;
import jakarta.validation.executable.ValidateOnExecution;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * {@code /api/tasks/stream}: the events of many tasks in one stream, as {@link StreamResource} has
 * them of one. Thread-safe.
 */
@Dependent
@ValidateOnExecution(type = ExecutableType.NONE) // there are no constraints to look for
public class FeedResource {
  private static final int MOST_IDS = 1000;

  @Inject private TaskEngine engine;
  @Inject private EventStreams streams;
  @Inject private VisibleTasks tasks;

  /** The stream of several tasks, or of all that the caller may see. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void watch(@QueryParam("task_id") List<String> ids, @Context HttpServletRequest request) {
    engine.shared().catchUp();
    FeedSelection selection = selection(ids, request);
    if (!streams.open(request, engine.feed(), selection)) {
      throw new NoMoreStreamsException("event streams can be opened");
    }
  }

  /** What a stream of many tasks would begin with, without the stream. */
  @HEAD
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Response head(
      @QueryParam("task_id") List<String> ids, @Context HttpServletRequest request) {
    selection(ids, request);
    return StreamResource.emptyStream(MediaType.SERVER_SENT_EVENTS);
  }

  private FeedSelection selection(List<String> given, HttpServletRequest request) {
    List<String> ids = QueryValues.given(given);
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
}
