package dev.taskwire.observe;

import dev.taskwire.TaskEvent;
import dev.taskwire.lifecycle.Texts;
import dev.taskwire.thread.BackgroundThreads;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Calls one observer as CDI does (Jakarta CDI 4.0 §2.8.5): with a request context of its own, as
 * nobody. Confined to one thread at a time, by its {@link ObserverQueue}.
 */
final class ObserverCall implements Consumer<TaskEvent> {
  private static final Logger LOG = Logger.getLogger(ObserverCall.class.getName());

  private final ObserverMethod<? super TaskEvent> observer;
  private final RequestContextController requests;
  private final BackgroundThreads threads;

  ObserverCall(
      ObserverMethod<? super TaskEvent> observer,
      RequestContextController requests,
      BackgroundThreads threads) {
    this.observer = observer;
    this.requests = requests;
    this.threads = threads;
  }

  @Override
  public void accept(TaskEvent event) {
    threads.callAsNobody(() -> call(event));
  }

  private void call(TaskEvent event) {
    boolean activated = requests.activate();
    try {
      observer.notify(new Notice<>(event));
    } catch (Exception | Error failure) {
      report(event, failure);
    } finally {
      if (activated) {
        requests.deactivate();
      }
    }
  }

  private void report(TaskEvent event, Throwable failure) {
    LOG.log(
        Level.WARNING,
        () ->
            Texts.oneLine(
                "An observer ("
                    + observer.getBeanClass().getName()
                    + ") of task "
                    + event.taskId()
                    + " failed: "
                    + Texts.stackTrace(failure)));
  }

  /** The event as CDI hands it to an observer. */
  private record Notice<T>(T event) implements EventContext<T>, EventMetadata {
    @Override
    public T getEvent() {
      return event;
    }

    @Override
    public EventMetadata getMetadata() {
      return this;
    }

    @Override
    public Set<Annotation> getQualifiers() {
      return Set.of();
    }

    @Override
    public @Nullable InjectionPoint getInjectionPoint() {
      return null;
    }

    @Override
    public Type getType() {
      return TaskEvent.class;
    }
  }
}
