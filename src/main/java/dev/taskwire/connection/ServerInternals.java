package dev.taskwire.connection;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reaches by reflection what a server keeps below the Servlet API, since its classes are not on the
 * class path of an application. What another server, or another version, does not have is passed
 * over: nothing here throws. Thread-safe.
 */
final class ServerInternals {
  private static final Logger LOG = Logger.getLogger(ServerInternals.class.getName());

  private static final Map<Step, Optional<AccessibleObject>> MEMBERS = new ConcurrentHashMap<>();

  private ServerInternals() {}

  /**
   * Follows getters and fields by their names.
   *
   * @return what the last one holds; {@code null} if one of them is not there, or holds nothing
   */
  static @Nullable Object follow(Object from, List<String> path) {
    Object target = from;
    for (String name : path) {
      target = get(target, name);
      if (target == null) {
        return null;
      }
    }
    return target;
  }

  /** Calls a method; {@code false} if there is none with this name and number of arguments. */
  static boolean call(Object target, String name, @Nullable Object... arguments) {
    AccessibleObject method = member(new Step(target.getClass(), name, arguments.length));
    if (!(method instanceof Method found)) {
      return false;
    }
    try {
      found.invoke(target, arguments);
    } catch (ReflectiveOperationException | RuntimeException unreachable) {
      LOG.log(Level.FINE, "The server refused a call", unreachable);
    }
    return true;
  }

  private static @Nullable Object get(Object target, String name) {
    AccessibleObject member = member(new Step(target.getClass(), name, 0));
    try {
      return member instanceof Field field
          ? field.get(target)
          : member instanceof Method method ? method.invoke(target) : null;
    } catch (IllegalAccessException | InvocationTargetException | RuntimeException unreachable) {
      LOG.log(Level.FINE, "The connection of a stream could not be reached", unreachable);
      return null;
    }
  }

  private static @Nullable AccessibleObject member(Step step) {
    return MEMBERS.computeIfAbsent(step, Step::search).orElse(null);
  }

  /**
   * A member as it is looked for; each once, since thousands of streams may be opened at a time.
   */
  private record Step(Class<?> type, String name, int parameters) {
    private Optional<AccessibleObject> search() {
      for (Class<?> c = type; c != null; c = c.getSuperclass()) {
        for (Method method : c.getDeclaredMethods()) {
          if (method.getName().equals(name) && method.getParameterCount() == parameters) {
            return opened(method);
          }
        }
        for (Field field : c.getDeclaredFields()) {
          if (field.getName().equals(name) && parameters == 0) {
            return opened(field);
          }
        }
      }
      return Optional.empty();
    }

    private static Optional<AccessibleObject> opened(AccessibleObject member) {
      try {
        member.setAccessible(true);
        return Optional.of(member);
      } catch (RuntimeException closed) {
        LOG.log(Level.FINE, "The server does not let itself be reached", closed);
        return Optional.empty();
      }
    }
  }
}
