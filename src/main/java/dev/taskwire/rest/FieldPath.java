package dev.taskwire.rest;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Locale;

/**
 * The JSON spelling of the place that a constraint complains about: {@code params.batch_size},
 * {@code items[3].name}.
 *
 * <p>The method and the parameter of a resource, which begin the path when the server validates a
 * call, are no part of it, unless the parameter itself is wrong: then its name is all there is to
 * tell.
 */
final class FieldPath {
  private FieldPath() {}

  static String of(Path path) {
    StringBuilder field = new StringBuilder();
    String parameter = "";
    for (Path.Node node : path) {
      if (node.getKind() == ElementKind.PARAMETER) {
        parameter = snakeCase(node.getName());
      } else if (node.getKind() == ElementKind.PROPERTY
          || node.getKind() == ElementKind.CONTAINER_ELEMENT) {
        append(field, node);
      }
    }
    return field.isEmpty() ? parameter : field.toString();
  }

  /**
   * Whether the path leads into what a method returned: then the answer is wrong, not the request.
   */
  static boolean isReturnValue(Path path) {
    for (Path.Node node : path) {
      if (node.getKind() == ElementKind.RETURN_VALUE) {
        return true;
      }
    }
    return false;
  }

  private static void append(StringBuilder field, Path.Node node) {
    if (node.isInIterable()) {
      Object place = node.getIndex() != null ? node.getIndex() : node.getKey();
      field.append('[').append(place == null ? "" : place).append(']');
    }
    if (node.getKind() == ElementKind.PROPERTY) {
      field.append(field.isEmpty() ? "" : ".").append(snakeCase(node.getName()));
    }
  }

  static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])", "$1$3_$2$4")
        .toLowerCase(Locale.ROOT);
  }
}
