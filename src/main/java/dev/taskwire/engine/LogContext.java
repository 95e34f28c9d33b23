package dev.taskwire.engine;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the id of the task that a thread executes where the records it logs can show it: into the
 * thread's name, and into the mapped diagnostic context of each log library that the application
 * can reach. {@code java.util.logging} has no such context of its own. Thread-safe.
 */
final class LogContext {
  static final String KEY = "task_id";

  private static final Logger LOG = Logger.getLogger(LogContext.class.getName());

  private final List<Mapped> contexts;

  private record Mapped(Method put, Method remove) {}

  /** The one for an application whose classes this loader finds. */
  LogContext(ClassLoader application) {
    this.contexts =
        Stream.of(
                mapped("org.jboss.logging.MDC", Object.class, application),
                mapped("org.slf4j.MDC", String.class, application))
            .filter(Objects::nonNull)
            .toList();
  }

  /** Marks this thread; {@link WorkerThread} gives it back its name. */
  void put(String taskId) {
    Thread thread = Thread.currentThread();
    thread.setName(thread.getName() + " task " + taskId);
    for (Mapped context : contexts) {
      call(context.put(), KEY, taskId);
    }
  }

  /** Takes the id out of the contexts of this thread. */
  void remove() {
    for (Mapped context : contexts) {
      call(context.remove(), KEY);
    }
  }

  private static void call(Method method, Object... arguments) {
    try {
      method.invoke(null, arguments);
    } catch (ReflectiveOperationException failure) {
      // a log library's trouble is no reason for the task to fail
      LOG.log(Level.FINE, "A log context could not be changed", failure);
    }
  }

  private static @Nullable Mapped mapped(String name, Class<?> value, ClassLoader application) {
    try {
      Class<?> mdc = Class.forName(name, true, application);
      return new Mapped(
          mdc.getMethod("put", String.class, value), mdc.getMethod("remove", String.class));
    } catch (ReflectiveOperationException | LinkageError missing) {
      return null;
    }
  }
}
