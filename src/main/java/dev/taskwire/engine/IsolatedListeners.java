package dev.taskwire.engine;

import dev.taskwire.lifecycle.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells several listeners, each whatever the others do: one that throws harms neither them nor the
 * task. Thread-safe.
 */
final class IsolatedListeners implements TaskListener {
  private static final Logger LOG = Logger.getLogger(IsolatedListeners.class.getName());

  private final List<TaskListener> listeners;
  private final Set<TaskListener> warned = ConcurrentHashMap.newKeySet();

  IsolatedListeners(List<TaskListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void accepted(TaskFacts task) {
    tell(listener -> listener.accepted(task));
  }

  @Override
  public void rejected(String type) {
    tell(listener -> listener.rejected(type));
  }

  @Override
  public void started(TaskFacts task) {
    tell(listener -> listener.started(task));
  }

  @Override
  public void finished(TaskFacts task) {
    tell(listener -> listener.finished(task));
  }

  @Override
  public void deliverySampled(Duration delay) {
    tell(listener -> listener.deliverySampled(delay));
  }

  @Override
  public void ticked() {
    tell(TaskListener::ticked);
  }

  @Override
  public boolean isBehind() {
    return listeners.stream().anyMatch(TaskListener::isBehind);
  }

  @Override
  public boolean isQuiet() {
    return listeners.stream().allMatch(TaskListener::isQuiet);
  }

  private void tell(Consumer<TaskListener> news) {
    for (TaskListener listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException | Error failure) {
        report(listener, failure);
      }
    }
  }

  private void report(TaskListener listener, Throwable failure) {
    try {
      Level level = warned.add(listener) ? Level.WARNING : Level.FINE;
      LOG.log(
          level,
          () ->
              Texts.oneLine(
                  "A listener of tasks failed; it is told of what follows all the same: "
                      + Texts.stackTrace(failure)));
    } catch (RuntimeException | Error unheard) {
      // there is no memory even to say so, or the server's log is broken
    }
  }
}
