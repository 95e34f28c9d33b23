package dev.taskwire.type;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.annotation.ElementType;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Validates parameters with Jakarta Validation 3.0, where their class has constraints at all.
 * Thread-safe.
 */
public final class ParamsCheck implements Consumer<@Nullable Object> {
  private final Validator validator;

  /** Kept with each class, so that an application that is undeployed takes its own along. */
  private final ClassValue<Boolean> constrained =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return validator.getConstraintsForClass(type).isBeanConstrained();
        }
      };

  /**
   * Creates a check whose validator asks no persistence provider whether a property is loaded:
   * parameters are read from JSON or made by the caller, and asking takes longer than validating.
   * Its messages are those of the bundles without a language, wherever the server runs.
   */
  public ParamsCheck(ValidatorFactory factory) {
    this.validator =
        factory
            .usingContext()
            .traversableResolver(new AllReachable())
            .messageInterpolator(new WithoutLanguage(factory.getMessageInterpolator()))
            .getValidator();
  }

  @Override
  public void accept(@Nullable Object params) {
    if (params == null || !constrained.get(params.getClass())) {
      return;
    }
    Set<ConstraintViolation<Object>> violations = validator.validate(params);
    if (!violations.isEmpty()) {
      throw new ConstraintViolationException(violations);
    }
  }

  /** Asks for every message as it stands for all languages. */
  private record WithoutLanguage(MessageInterpolator messages) implements MessageInterpolator {
    @Override
    public String interpolate(String template, Context context) {
      return messages.interpolate(template, context, Locale.ROOT);
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
      return messages.interpolate(template, context, Locale.ROOT);
    }
  }

  /** Validates every property. */
  private static final class AllReachable implements TraversableResolver {
    @Override
    public boolean isReachable(
        Object bean, Path.Node property, Class<?> root, Path path, ElementType type) {
      return true;
    }

    @Override
    public boolean isCascadable(
        Object bean, Path.Node property, Class<?> root, Path path, ElementType type) {
      return true;
    }
  }
}
