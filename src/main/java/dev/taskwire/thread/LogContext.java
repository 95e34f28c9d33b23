package dev.taskwire.thread;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The mapped diagnostic contexts of the log libraries that the application can reach: where the
 * records that a thread logs find the id of the task that it executes. {@code java.util.logging}
 * has no such context of its own. Thread-safe.
 */
public final class LogContext {
  static final String KEY = "task_id";

  private static final Logger LOG = Logger.getLogger(LogContext.class.getName());

  private final List<Mapped> contexts = new ArrayList<>();

  /** A library's context of the calling thread. */
  private record Mapped(Method put, Method all, Method clear) {}

  /** The one for an application whose classes this loader finds. */
  public LogContext(ClassLoader application) {
    add("org.jboss.logging.MDC", Object.class, "getMap", "clear", application);
    add("org.slf4j.MDC", String.class, "getCopyOfContextMap", "clear", application);
    add(
        "org.apache.logging.log4j.ThreadContext",
        String.class,
        "getContext",
        "clearMap",
        application);
  }

  /** Puts the id into the contexts of this thread. */
  public void put(String taskId) {
    for (Mapped context : contexts) {
      call(context.put(), KEY, taskId);
    }
  }

  /** What the contexts of this thread hold now. */
  public Saved save() {
    List<Map<?, ?>> entries = new ArrayList<>();
    for (Mapped context : contexts) {
      entries.add(entries(context));
    }
    return new Saved(entries);
  }

  /** What the contexts of a thread held. Confined to that thread. */
  final class Saved {
    private final List<Map<?, ?>> entries;

    private Saved(List<Map<?, ?>> entries) {
      this.entries = entries;
    }

    /** Leaves in the contexts what they held, and nothing else. */
    void restore() {
      for (int i = 0; i < entries.size(); i++) {
        Mapped context = contexts.get(i);
        if (!entries(context).equals(entries.get(i))) {
          call(context.clear());
          entries.get(i).forEach((key, value) -> call(context.put(), key, value));
        }
      }
    }
  }

  private static Map<?, ?> entries(Mapped context) {
    return call(context.all()) instanceof Map<?, ?> map ? new HashMap<>(map) : Map.of();
  }

  private static @Nullable Object call(Method method, @Nullable Object... arguments) {
    try {
      return method.invoke(null, arguments);
    } catch (ReflectiveOperationException failure) {
      // a log library's trouble is no reason for the task to fail
      LOG.log(Level.FINE, "A log context could not be reached", failure);
      return null;
    }
  }

  private void add(String name, Class<?> value, String all, String clear, ClassLoader application) {
    try {
      Class<?> mdc = Class.forName(name, true, application);
      contexts.add(
          new Mapped(
              mdc.getMethod("put", String.class, value), mdc.getMethod(all), mdc.getMethod(clear)));
    } catch (ReflectiveOperationException | LinkageError missing) {
      // the application does not use this library
    }
  }
}
