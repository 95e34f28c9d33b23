package dev.taskwire.problem;

import dev.taskwire.json.JsonNames;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Path.ParameterNode;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON spelling of the place that a constraint complains about: {@code params.batch_size},
 * {@code items[3].name}. Confined to its thread.
 *
 * <p>The method and the parameter of a resource, which begin the path when the server validates a
 * call, are no part of it, unless the parameter itself is wrong: then the name by which the client
 * sent it is all there is to tell. A property that JSON does not have is no part of it either: the
 * object that it belongs to is wrong.
 */
public final class FieldPath {
  private final ConstraintViolation<?> violation;
  private final StringBuilder field = new StringBuilder();
  private Type type;

  private FieldPath(ConstraintViolation<?> violation) {
    this.violation = violation;
    this.type = violation.getRootBeanClass();
  }

  /** The place, as the client spells it. */
  public static String of(ConstraintViolation<?> violation) {
    return new FieldPath(violation).spell();
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

  private String spell() {
    Path.@Nullable Node call = null;
    String parameter = "";
    for (Path.Node node : violation.getPropertyPath()) {
      switch (node.getKind()) {
        case METHOD -> call = node;
        case PARAMETER -> parameter = enter(call, node.as(ParameterNode.class));
        case PROPERTY -> {
          enterItem(node);
          appendProperty(node.getName());
        }
        case CONTAINER_ELEMENT -> enterItem(node);
        default -> {
          // a bean as a whole is named by what leads to it
        }
      }
    }
    return field.isEmpty() ? parameter : field.toString();
  }

  private String enter(Path.@Nullable Node call, ParameterNode node) {
    Parameter declared =
        call == null ? null : SentName.parameter(violation.getRootBeanClass(), call, node);
    type = declared == null ? Object.class : declared.getParameterizedType();
    return SentName.of(declared)
        .or(() -> JsonNames.of(Object.class, node.getName()))
        .orElse(node.getName());
  }

  private void enterItem(Path.Node node) {
    if (node.isInIterable()) {
      Object place = node.getIndex() != null ? node.getIndex() : node.getKey();
      field.append('[').append(place == null ? "" : place).append(']');
    }
    if (node.isInIterable() || node.getKind() == ElementKind.CONTAINER_ELEMENT) {
      type = JsonNames.itemOf(type);
    }
  }

  private void appendProperty(String javaName) {
    Type owner = ownerOf(javaName);
    Optional<String> name = SentName.of(owner, javaName).or(() -> JsonNames.of(owner, javaName));
    name.ifPresent(spelled -> field.append(field.isEmpty() ? "" : ".").append(spelled));
    type = JsonNames.typeOf(owner, javaName);
  }

  /** What the types do not tell, as for a member of type {@code Object}, the last bean does. */
  private Type ownerOf(String javaName) {
    Object leaf = violation.getLeafBean();
    boolean last = javaName.equals(lastName());
    return type == Object.class && last && leaf != null ? leaf.getClass() : type;
  }

  private @Nullable String lastName() {
    String last = null;
    for (Path.Node node : violation.getPropertyPath()) {
      last = node.getName();
    }
    return last;
  }
}
