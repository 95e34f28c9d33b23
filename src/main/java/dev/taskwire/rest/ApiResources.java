package dev.taskwire.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The resources of the API, one of each type as long as the application lives: they keep what is
 * made once, and a server makes the {@link ApiPart} that leads to them anew for each call.
 * Thread-safe.
 */
@ApplicationScoped
class ApiResources {
  private final Map<Class<?>, Object> made = new ConcurrentHashMap<>();

  @Inject @Any private Instance<Object> beans;

  Object of(Class<?> type) {
    return made.computeIfAbsent(type, wanted -> beans.select(wanted).get());
  }
}
