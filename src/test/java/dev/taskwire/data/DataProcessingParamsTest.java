package dev.taskwire.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataProcessingParamsTest {
  private static final String KEY = "tasks.data-dir";
  private static final String NOT_INSIDE =
      "filePath must be the path of a readable file inside the data directory";

  private static final Locale locale = Locale.getDefault();
  private static ValidatorFactory factory;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    Locale.setDefault(Locale.ENGLISH);
    factory = Validation.buildDefaultValidatorFactory();
  }

  @AfterAll
  static void stop() {
    factory.close();
    Locale.setDefault(locale);
  }

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(directory.resolve("a.csv"), "a\n1\n");
    System.setProperty(KEY, directory.toString());
  }

  @AfterEach
  void reset() {
    System.clearProperty(KEY);
  }

  @Test
  void validate_blanksAroundTheSetting_doNotMatter() {
    System.setProperty(KEY, " " + directory + " ");

    assertEquals(Set.of(), violations("a.csv", 1));
  }

  @Test
  void validate_fileInside_isValid() {
    assertEquals(Set.of(), violations("a.csv", 1));
    assertEquals(Set.of(), violations("a.csv", 100_000));
    assertEquals(Set.of(), violations("a.csv", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none.csv", "/etc/hostname", "/none", "../a.csv", ".", "a.csv\u0000"})
  void validate_fileNotInside_hasOneMessageForAll(String filePath) {
    assertEquals(Set.of(NOT_INSIDE), violations(filePath, 1));
  }

  @Test
  void validate_noPath_isBlank() {
    assertEquals(Set.of("filePath must not be blank"), violations(null, 1));
    assertEquals(Set.of("filePath must not be blank"), violations("", 1));
    assertEquals(Set.of("filePath must not be blank"), violations("  ", 1));
  }

  @Test
  void validate_batchSizeOutOfRange_isRefused() {
    assertEquals(Set.of("batchSize must be greater than or equal to 1"), violations("a.csv", 0));
    assertEquals(
        Set.of("batchSize must be less than or equal to 100000"), violations("a.csv", 100_001));
  }

  private static Set<String> violations(String filePath, Integer batchSize) {
    Validator validator = factory.getValidator();
    return validator.validate(new DataProcessingParams(filePath, batchSize)).stream()
        .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
        .collect(Collectors.toSet());
  }
}
