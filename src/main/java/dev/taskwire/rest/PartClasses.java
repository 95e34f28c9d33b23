package dev.taskwire.rest;

import jakarta.ws.rs.Path;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes of each {@link ApiPart} the class that Jakarta REST needs: with {@code @Path} at itself and
 * at its methods. It exists in no file, so that no server finds it. Thread-safe.
 */
final class PartClasses {
  private static final ClassValue<Class<?>> MADE =
      new ClassValue<>() {
        @Override
        protected Class<?> computeValue(Class<?> part) {
          try {
            return MethodHandles.privateLookupIn(part, MethodHandles.lookup())
                .defineClass(bytes(part));
          } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("A class of our own jar is closed to us", impossible);
          }
        }
      };

  private PartClasses() {}

  /** The class of that part. */
  static Class<?> of(Class<? extends ApiPart> part) {
    return MADE.get(part);
  }

  private static byte[] bytes(Class<?> part) {
    ClassFile file = new ClassFile(internal(part) + "Resources", internal(part));
    file.annotate(descriptor(Path.class), part.getAnnotation(At.class).value());
    List<Method> methods = new ArrayList<>(List.of(part.getDeclaredMethods()));
    methods.removeIf(method -> !method.isAnnotationPresent(At.class));
    methods.sort(Comparator.comparing(Method::getName));
    for (Method method : methods) {
      file.addGetter(
          method.getName(),
          internal(method.getReturnType()),
          descriptor(Path.class),
          method.getAnnotation(At.class).value());
    }
    return file.toByteArray();
  }

  private static String internal(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private static String descriptor(Class<?> type) {
    return type.descriptorString();
  }
}
