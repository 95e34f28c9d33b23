package dev.taskwire.problem;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a constraint says to the client: in the words of the bundles without a language, which are
 * English unless an author wrote others, and not in the language of the machine that the server
 * runs on.
 */
final class ViolationMessage {
  private static final Logger LOG = Logger.getLogger(ViolationMessage.class.getPackageName());

  private ViolationMessage() {}

  static String of(ConstraintViolation<?> violation) {
    String template = violation.getMessageTemplate();
    ConstraintDescriptor<?> constraint = violation.getConstraintDescriptor();
    // only what an annotation says: a validator's own text may hold input, which must not be
    // evaluated
    if (constraint == null
        || !template.contains("{")
        || !template.equals(constraint.getMessageTemplate())) {
      return violation.getMessage();
    }
    try {
      Object invalid = violation.getInvalidValue();
      String message =
          interpolator().interpolate(template, new Place(constraint, invalid), Locale.ROOT);
      return message.contains("{") ? violation.getMessage() : message;
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "A message of a constraint stays in the language of the machine.", e);
      return violation.getMessage();
    }
  }

  /** The application's own; the default where CDI has none. */
  private static MessageInterpolator interpolator() {
    try {
      return CDI.current().select(ValidatorFactory.class).get().getMessageInterpolator();
    } catch (IllegalStateException noContainer) {
      return Validation.byDefaultProvider().configure().getDefaultMessageInterpolator();
    }
  }

  /** What a message may refer to. */
  private record Place(ConstraintDescriptor<?> getConstraintDescriptor, @Nullable Object value)
      implements MessageInterpolator.Context {
    @Override
    public @Nullable Object getValidatedValue() {
      return value;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
      return type.cast(this);
    }
  }
}
