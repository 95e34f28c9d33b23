package dev.taskwire.observe;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.TaskEvent;
import dev.taskwire.engine.TaskFacts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Puts the beginning and the end of each task into the queues of its observers. Thread-safe. */
final class TaskNews {
  /*
   * The engine tells of the beginning and of the end on two threads, if a task is ended from outside just then; whoever comes first tells
   * of both, under the lock, in the order of the log, and the beginning that comes late is known by `early`.
   * No end is ever dropped: an observer that is MOST_BEHIND events behind makes the server refuse new tasks until it has caught up. What
   * waits holds a task each, whose log has the event.
   */
  static final int MOST_BEHIND = 100_000;

  private final Function<String, List<ObserverQueue>> resolver;
  private final Map<String, List<ObserverQueue>> byType = new ConcurrentHashMap<>();

  @GuardedBy("this")
  private final Set<TaskFacts> begun = new HashSet<>();

  @GuardedBy("this")
  private final Set<TaskFacts> early = new HashSet<>();

  /**
   * Creates news of tasks.
   *
   * @param resolver the observers of tasks of a type; asked once for each type
   */
  TaskNews(Function<String, List<ObserverQueue>> resolver) {
    this.resolver = resolver;
  }

  void started(TaskFacts task) {
    List<ObserverQueue> observers = observersOf(task);
    if (observers.isEmpty()) {
      return;
    }
    synchronized (this) {
      if (!early.remove(task)) {
        begun.add(task);
        tell(observers, task::startEvent);
      }
    }
  }

  void finished(TaskFacts task) {
    List<ObserverQueue> observers = observersOf(task);
    if (observers.isEmpty()) {
      return;
    }
    synchronized (this) {
      if (!begun.remove(task) && task.hasRun()) {
        early.add(task);
        tell(observers, task::startEvent);
      }
      tell(observers, task::endEvent);
    }
  }

  private List<ObserverQueue> observersOf(TaskFacts task) {
    return byType.computeIfAbsent(task.type(), resolver);
  }

  private static void tell(List<ObserverQueue> observers, Supplier<TaskEvent> news) {
    for (ObserverQueue observer : observers) {
      observer.add(news);
    }
  }
}
