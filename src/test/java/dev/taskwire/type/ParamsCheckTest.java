package dev.taskwire.type;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Min;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ParamsCheckTest {
  record Params(@Min(1) int size) {}

  @Test
  void accept_brokenConstraintOnAGermanMachine_isToldInEnglish() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try (var factory = Validation.buildDefaultValidatorFactory()) {
      ParamsCheck check = new ParamsCheck(factory);

      assertDoesNotThrow(() -> check.accept(new Params(1)));
      ConstraintViolationException refusal =
          assertThrows(ConstraintViolationException.class, () -> check.accept(new Params(0)));
      assertEquals("size: must be greater than or equal to 1", refusal.getMessage());
    } finally {
      Locale.setDefault(before);
    }
  }
}
