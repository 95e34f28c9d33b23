package dev.taskwire.body;

import dev.taskwire.problem.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Refuses with 415 a request that does not say what its body is, where JSON is needed: Jersey would
 * call the method with {@code null}.
 */
public class JsonBodyRequired implements ContainerRequestFilter {
  /** The answers; reading annotations again for each request is dear. */
  private final Map<Method, Boolean> needsJson = new ConcurrentHashMap<>();

  @Context private ResourceInfo matched;

  @Override
  public void filter(ContainerRequestContext request) {
    Method method = matched.getResourceMethod();
    if (request.getMediaType() == null
        && method != null
        && needsJson.computeIfAbsent(method, m -> needsJson(m, matched.getResourceClass()))) {
      throw new NotSupportedException(Problem.of(415).detail());
    }
  }

  private static boolean needsJson(Method method, @Nullable Class<?> resourceClass) {
    Consumes consumes = consumes(method, resourceClass);
    return consumes != null
        && consumes.value().length == 1
        && consumes.value()[0].equals(MediaType.APPLICATION_JSON);
  }

  private static @Nullable Consumes consumes(Method method, @Nullable Class<?> resourceClass) {
    Consumes ofMethod = method.getAnnotation(Consumes.class);
    if (ofMethod != null || resourceClass == null) {
      return ofMethod;
    }
    // what stands on the class is said of methods that take no body, too
    return takesBody(method) ? resourceClass.getAnnotation(Consumes.class) : null;
  }

  private static boolean takesBody(Method method) {
    for (var annotations : method.getParameterAnnotations()) {
      if (annotations.length == 0) {
        return true;
      }
    }
    return false;
  }
}
