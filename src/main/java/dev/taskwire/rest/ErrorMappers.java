package dev.taskwire.rest;

import dev.taskwire.problem.ConstraintViolationExceptionMapper;
import dev.taskwire.problem.EjbExceptionMapper;
import dev.taskwire.problem.InvalidJsonExceptionMapper;
import dev.taskwire.problem.JsonExceptionMapper;
import dev.taskwire.problem.JsonbExceptionMapper;
import dev.taskwire.problem.ProcessingExceptionMapper;
import dev.taskwire.problem.TaskRejectedExceptionMapper;
import dev.taskwire.problem.UnexpectedExceptionMapper;
import dev.taskwire.problem.WebApplicationExceptionMapper;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Our exception mappers. Where a host maps the same type, its mapper wins: ours is left out, for
 * which of two equal mappers a server takes is chance on Payara.
 */
final class ErrorMappers {
  private static final List<Class<? extends ExceptionMapper<?>>> OURS =
      List.of(
          ConstraintViolationExceptionMapper.class,
          EjbExceptionMapper.class,
          InvalidJsonExceptionMapper.class,
          JsonExceptionMapper.class,
          JsonbExceptionMapper.class,
          ProcessingExceptionMapper.class,
          TaskRejectedExceptionMapper.class,
          UnexpectedExceptionMapper.class,
          WebApplicationExceptionMapper.class);

  private ErrorMappers() {}

  /** Those of ours for types that none of {@code others} maps. */
  static Set<Class<?>> besides(Set<Class<?>> others) {
    Set<Type> taken = new HashSet<>();
    others.stream()
        .filter(ExceptionMapper.class::isAssignableFrom)
        .forEach(mapper -> taken.add(mapped(mapper)));
    return OURS.stream()
        .filter(mapper -> !taken.contains(mapped(mapper)))
        .collect(Collectors.toSet());
  }

  /** What {@code mapper} maps: the argument of {@link ExceptionMapper}, wherever it is given. */
  static Type mapped(Class<?> mapper) {
    Type found = argument(mapper, Map.of());
    return found == null ? Throwable.class : found;
  }

  private static @Nullable Type argument(Type type, Map<TypeVariable<?>, Type> known) {
    Map<TypeVariable<?>, Type> variables = new HashMap<>(known);
    Class<?> raw;
    if (type instanceof ParameterizedType parameterized) {
      raw = (Class<?>) parameterized.getRawType();
      Type[] arguments = parameterized.getActualTypeArguments();
      for (int i = 0; i < arguments.length; i++) {
        variables.put(raw.getTypeParameters()[i], known.getOrDefault(arguments[i], arguments[i]));
      }
      if (raw == ExceptionMapper.class) {
        return variables.get(raw.getTypeParameters()[0]);
      }
    } else if (type instanceof Class<?> plain) {
      raw = plain;
    } else {
      return null;
    }
    for (Type above : raw.getGenericInterfaces()) {
      Type found = argument(above, variables);
      if (found != null) {
        return found;
      }
    }
    Type superclass = raw.getGenericSuperclass();
    return superclass == null ? null : argument(superclass, variables);
  }
}
