package dev.taskwire.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormFieldsTest {
  @Test
  void of_anyForm_decodesNamesAndValuesInTheirOrder() {
    assertEquals(
        Map.of("a b", List.of("1", "ä"), "c", List.of(""), "d", List.of("x=y")),
        FormFields.of("a+b=1&a%20b=%C3%A4&c&&d=x=y&%zz=1&e=%".getBytes(UTF_8)));
    assertEquals(Map.of(), FormFields.of(new byte[0]));
  }

  @Test
  void isForm_anyContentType_looksAtItsTypeOnly() {
    assertTrue(FormFields.isForm("Application/X-www-form-urlencoded; charset=UTF-8"));
    assertFalse(FormFields.isForm("application/json"));
    assertFalse(FormFields.isForm(null));
  }
}
