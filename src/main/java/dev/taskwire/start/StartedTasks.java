package dev.taskwire.start;

import dev.taskwire.engine.TaskEngine;
import dev.taskwire.settings.Access;
import dev.taskwire.sharing.TaskView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Recognises an answer that says that a task was started. Thread-safe. */
final class StartedTasks {
  private final TaskEngine engine;

  StartedTasks(TaskEngine engine) {
    this.engine = engine;
  }

  /** What an answer says was started; nothing if that is not the caller's own. */
  @Nullable TaskView by(CapturedResponse response, HttpServletRequest request) {
    String location = response.getHeader("Location");
    if (response.getStatus() != HttpServletResponse.SC_CREATED || location == null) {
      return null;
    }
    TaskView task = engine.find(location.substring(location.lastIndexOf('/') + 1));
    return task != null && isOfCaller(task, request) ? task : null;
  }

  private boolean isOfCaller(TaskView task, HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return engine.settings().access() == Access.OPEN
        || principal != null && principal.getName().equals(task.owner());
  }
}
