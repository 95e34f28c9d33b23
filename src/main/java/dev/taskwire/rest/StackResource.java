package dev.taskwire.rest;

import dev.taskwire.TaskStatus;
import dev.taskwire.edge.Caller;
import dev.taskwire.edge.EdgeConfiguration;
import dev.taskwire.edge.EdgeSettings;
import dev.taskwire.engine.TaskEngine;
import dev.taskwire.json.JsonP;
import dev.taskwire.settings.Access;
import dev.taskwire.sharing.TaskView;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;

/**
 * {@code /api/tasks/{id}/stack}: what a running task is doing at this moment, for those who wonder
 * whether it hangs. Thread-safe.
 *
 * <p>It shows names of classes, so it is there only with {@code tasks.diagnostics=true}, and in
 * owner mode for the role {@code tasks-admin} only.
 */
@Dependent
public class StackResource {
  private static final int MOST_FRAMES = 1000;

  @Inject private TaskEngine engine;
  @Inject private VisibleTasks tasks;
  @Inject private EdgeConfiguration configuration;

  /** The stack of the thread that executes the task. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject show(@PathParam("id") String id, @Context HttpServletRequest request) {
    if (!configuration.settings().diagnostics()) {
      throw new NotFoundException(
          "Stacks are shown only where the operator has set "
              + EdgeSettings.DIAGNOSTICS
              + " to true.");
    }
    TaskView task = tasks.find(request, id);
    if (engine.settings().access() == Access.OWNER
        && !Caller.of(request).map(Caller::isAdmin).orElse(false)) {
      throw new ForbiddenException("Only the role " + Caller.ADMIN_ROLE + " may look into tasks.");
    }
    if (task.isElsewhere() && task.status() == TaskStatus.RUNNING) {
      throw ConflictException.elsewhere(task.node());
    }
    Thread thread = task.thread();
    if (thread != null) {
      Thread.State state = thread.getState();
      StackTraceElement[] frames = thread.getStackTrace();
      // the thread may have gone on to another task while it was looked at
      if (task.thread() == thread) {
        return describe(task, thread, state, frames);
      }
    }
    throw ConflictException.notRunning(task.status());
  }

  private static JsonObject describe(
      TaskView task, Thread thread, Thread.State state, StackTraceElement[] frames) {
    JsonArrayBuilder stack = JsonP.array();
    for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
      stack.add(frames[i].toString());
    }
    return JsonP.object()
        .add("task_id", task.id())
        .add("thread", thread.getName())
        .add("state", state.name().toLowerCase(Locale.ROOT))
        .add("stack", stack)
        .build();
  }
}
