package dev.taskwire.problem;

import jakarta.validation.Path;
import jakarta.validation.Path.MethodNode;
import jakarta.validation.Path.ParameterNode;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.MatrixParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The name under which a client sends what JAX-RS puts into a parameter or a property. */
final class SentName {
  private static final Map<Class<? extends Annotation>, Function<Annotation, String>> NAMES =
      Map.of(
          QueryParam.class, found -> ((QueryParam) found).value(),
          PathParam.class, found -> ((PathParam) found).value(),
          HeaderParam.class, found -> ((HeaderParam) found).value(),
          FormParam.class, found -> ((FormParam) found).value(),
          CookieParam.class, found -> ((CookieParam) found).value(),
          MatrixParam.class, found -> ((MatrixParam) found).value());

  private SentName() {}

  /** The name that annotations give; empty if none does, as for the body. */
  static Optional<String> of(@Nullable AnnotatedElement declared) {
    return declared == null
        ? Optional.empty()
        : NAMES.entrySet().stream()
            .filter(kind -> declared.isAnnotationPresent(kind.getKey()))
            .map(kind -> kind.getValue().apply(declared.getAnnotation(kind.getKey())))
            .findFirst();
  }

  /** The name for a property of a resource, or of the bean that gathers its parameters. */
  static Optional<String> of(Type owner, String property) {
    for (Class<?> type : ancestry(owner instanceof Class<?> known ? known : Object.class)) {
      for (var field : type.getDeclaredFields()) {
        if (field.getName().equals(property)) {
          return of(field);
        }
      }
    }
    return Optional.empty();
  }

  /** The parameter of a call, where its annotations stand; {@code null} if it is not found. */
  static @Nullable Parameter parameter(Class<?> resource, Path.Node call, ParameterNode node) {
    Class<?>[] types = call.as(MethodNode.class).getParameterTypes().toArray(Class<?>[]::new);
    Parameter plain = null;
    for (Class<?> type : ancestry(resource)) {
      Method method =
          Arrays.stream(type.getDeclaredMethods())
              .filter(m -> m.getName().equals(call.getName()))
              .filter(m -> Arrays.equals(m.getParameterTypes(), types))
              .findFirst()
              .orElse(null);
      if (method != null) {
        plain = method.getParameters()[node.getParameterIndex()];
        if (of(plain).isPresent()) {
          return plain;
        }
      }
    }
    return plain;
  }

  /** A class, what it extends, and their interfaces: proxies of containers have no annotations. */
  private static List<Class<?>> ancestry(Class<?> type) {
    List<Class<?>> ancestry = new ArrayList<>();
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      ancestry.add(at);
      ancestry.addAll(Arrays.asList(at.getInterfaces()));
    }
    return ancestry;
  }
}
