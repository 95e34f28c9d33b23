package dev.taskwire.json;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Says in JSON Schema what the validation annotations of one member ask for. Not thread-safe. */
final class SchemaConstraints {
  private static final JsonProvider PROVIDER = JsonProvider.provider();

  private final Member member;
  private final Map<String, JsonValue> schema;

  private SchemaConstraints(Member member, Map<String, JsonValue> schema) {
    this.member = member;
    this.schema = new LinkedHashMap<>(schema);
  }

  /** A copy of a member's schema with the member's constraints. */
  static Map<String, JsonValue> apply(Member member, Map<String, JsonValue> schema) {
    return new SchemaConstraints(member, schema).constrained();
  }

  private Map<String, JsonValue> constrained() {
    on(Min.class, min -> number("minimum", BigDecimal.valueOf(min.value())));
    on(Max.class, max -> number("maximum", BigDecimal.valueOf(max.value())));
    on(DecimalMin.class, min -> least(new BigDecimal(min.value()), min.inclusive()));
    on(DecimalMax.class, max -> greatest(new BigDecimal(max.value()), max.inclusive()));
    on(Positive.class, positive -> least(BigDecimal.ZERO, false));
    on(PositiveOrZero.class, positive -> least(BigDecimal.ZERO, true));
    on(Negative.class, negative -> greatest(BigDecimal.ZERO, false));
    on(NegativeOrZero.class, negative -> greatest(BigDecimal.ZERO, true));
    on(NotBlank.class, notBlank -> number("minLength", BigDecimal.ONE));
    on(NotEmpty.class, notEmpty -> size(1, Integer.MAX_VALUE));
    on(Size.class, size -> size(size.min(), size.max()));
    on(Pattern.class, p -> schema.put("pattern", PROVIDER.createValue(p.regexp())));
    on(Email.class, email -> schema.put("format", PROVIDER.createValue("email")));
    on(AssertTrue.class, always -> schema.put("const", JsonValue.TRUE));
    on(AssertFalse.class, never -> schema.put("const", JsonValue.FALSE));
    return schema;
  }

  private <A extends Annotation> void on(Class<A> kind, Consumer<A> effect) {
    A annotation = member.annotation(kind);
    if (annotation != null) {
      effect.accept(annotation);
    }
  }

  /** The limit replaces the one that the Java type has. */
  private void least(BigDecimal value, boolean inclusive) {
    schema.remove("minimum");
    number(inclusive ? "minimum" : "exclusiveMinimum", value);
  }

  private void greatest(BigDecimal value, boolean inclusive) {
    schema.remove("maximum");
    number(inclusive ? "maximum" : "exclusiveMaximum", value);
  }

  private void size(int least, int greatest) {
    String what = sizeKeyword();
    if (least > 0 && !(least == 1 && schema.containsKey("min" + what))) {
      number("min" + what, BigDecimal.valueOf(least));
    }
    if (greatest < Integer.MAX_VALUE) {
      number("max" + what, BigDecimal.valueOf(greatest));
    }
  }

  private String sizeKeyword() {
    JsonValue type = schema.get("type");
    String name = type instanceof JsonString text ? text.getString() : "";
    return switch (name) {
      case "array" -> "Items";
      case "object" -> "Properties";
      default -> "Length";
    };
  }

  private void number(String keyword, BigDecimal value) {
    schema.put(keyword, PROVIDER.createValue(value));
  }
}
