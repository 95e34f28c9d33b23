package dev.taskwire.json;

import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A member of an object that JSON-B maps.
 *
 * @param name its name in JSON
 * @param javaName its name in Java
 * @param type its declared type, which may hold variables of its owner
 * @param sources where its annotations stand: field, accessor, parameter, setter
 * @param isRequired whether it may be neither absent nor null
 * @param isCustom whether JSON-B was told to read it in a way of its own, so that only JSON-B knows
 *     what it takes
 */
record Member(
    String name,
    String javaName,
    Type type,
    List<AnnotatedElement> sources,
    boolean isRequired,
    boolean isCustom) {
  private static final List<Class<? extends Annotation>> REQUIRING =
      List.of(NotNull.class, NotBlank.class, NotEmpty.class);
  private static final List<Class<? extends Annotation>> CUSTOM =
      List.of(
          JsonbTypeAdapter.class,
          JsonbTypeDeserializer.class,
          JsonbDateFormat.class,
          JsonbNumberFormat.class);

  /** Describes the member that a Java name stands for. */
  static Member of(String javaName, Type type, List<AnnotatedElement> sources) {
    String own = "";
    for (AnnotatedElement source : sources) {
      JsonbProperty property = source.getAnnotation(JsonbProperty.class);
      own = own.isEmpty() && property != null ? property.value() : own;
    }
    String name = own.isEmpty() ? SnakeCase.NAMES.translateName(javaName) : own;
    return new Member(
        name,
        javaName,
        type,
        List.copyOf(sources),
        hasAny(sources, REQUIRING),
        hasAny(sources, CUSTOM));
  }

  boolean isTransient() {
    return annotation(JsonbTransient.class) != null;
  }

  /** The first annotation of a kind, or {@code null}. */
  <A extends Annotation> @Nullable A annotation(Class<A> kind) {
    return sources.stream()
        .map(source -> source.getAnnotation(kind))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static boolean hasAny(
      List<AnnotatedElement> sources, List<Class<? extends Annotation>> kinds) {
    return sources.stream()
        .anyMatch(source -> kinds.stream().anyMatch(source::isAnnotationPresent));
  }
}
