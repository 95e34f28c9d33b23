package dev.taskwire.rest;

import dev.taskwire.edge.Caller;
import dev.taskwire.edge.TicketRule;
import dev.taskwire.engine.TaskEngine;
import dev.taskwire.settings.Access;
import dev.taskwire.sharing.TaskView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that a caller may see: all of them, or with {@code tasks.access=owner} its own.
 * Thread-safe.
 */
@ApplicationScoped
class VisibleTasks {
  @Inject private TaskEngine engine;
  @Inject private TicketRule tickets;

  /**
   * The task with this id.
   *
   * @throws NotFoundException with the same sentence for a task that is not there and for one that
   *     is another caller's
   */
  TaskView find(HttpServletRequest request, String taskId) {
    TaskView task = engine.find(taskId);
    if (task != null && ownersSeenBy(request).test(task.owner())) {
      return task;
    }
    throw new NotFoundException(
        isOpen() && engine.wasRemoved(taskId)
            ? "The task was removed: finished tasks stay "
                + engine.settings().retention().toSeconds()
                + " s, unless they are deleted or displaced earlier."
            : "There is no such task.");
  }

  /**
   * The task with this id, for one who wants its events and may have them by a ticket alone.
   *
   * @throws NotFoundException as {@link #find}
   */
  TaskView findForStream(HttpServletRequest request, String taskId) {
    TaskView task = engine.find(taskId);
    return task != null && tickets.opensStream(request, taskId) ? task : find(request, taskId);
  }

  /** All of them, newest first. */
  List<? extends TaskView> all(HttpServletRequest request) {
    Predicate<@Nullable String> visible = ownersSeenBy(request);
    return engine.tasks().stream().filter(task -> visible.test(task.owner())).toList();
  }

  /** Whose tasks the caller sees. */
  Predicate<@Nullable String> ownersSeenBy(HttpServletRequest request) {
    if (isOpen()) {
      return owner -> true;
    }
    Optional<Caller> caller = Caller.of(request);
    return caller.isEmpty()
        ? owner -> false
        : caller.get().isAdmin() ? owner -> true : caller.get().name()::equals;
  }

  private boolean isOpen() {
    return engine.settings().access() == Access.OPEN;
  }
}
