package dev.taskwire.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.json.JsonBinding;
import dev.taskwire.json.JsonSchema;
import dev.taskwire.json.StrictJson;
import jakarta.json.JsonObject;
import jakarta.validation.Validation;
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

  /** By which the page makes its form. */
  @Test
  void schema_always_describesTheDelimiter() {
    JsonObject delimiter =
        JsonSchema.of(DataProcessingParams.class)
            .getJsonObject("properties")
            .getJsonObject("delimiter");
    assertEquals("auto", delimiter.getString("default"));
    assertEquals(Delimiters.ALLOWED, delimiter.getString("pattern"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", ";;", "AUTO", "Tab", "auto\n"})
  void validate_otherDelimiter_saysWhatIsAllowed(String delimiter) {
    assertEquals(
        Set.of("delimiter must be auto, a comma, a semicolon, | or tab"),
        violations(new DataProcessingParams("a.csv", 1, delimiter)));
  }

  @Test
  void validate_fileInside_isValid() {
    assertEquals(Set.of(), violations("a.csv", 1));
    assertEquals(Set.of(), violations("a.csv", 100_000));
    assertEquals(Set.of(), violations("a.csv", null));
  }

  /** Yasson refuses a record with two constructors that does not say which one is for it. */
  @Test
  void params_fromJson_haveTheirDefaults() {
    assertEquals(
        new DataProcessingParams("a.csv", 100, "auto"), fromJson("{\"file_path\":\"a.csv\"}"));
    assertEquals(
        new DataProcessingParams("a.csv", 7, ";"),
        fromJson("{\"file_path\":\"a.csv\",\"batch_size\":7,\"delimiter\":\";\"}"));
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

  private static DataProcessingParams fromJson(String json) {
    return JsonBinding.read(StrictJson.parse(json.getBytes(UTF_8)), DataProcessingParams.class, "");
  }

  private static Set<String> violations(String filePath, Integer batchSize) {
    return violations(new DataProcessingParams(filePath, batchSize, null));
  }

  private static Set<String> violations(DataProcessingParams params) {
    return factory.getValidator().validate(params).stream()
        .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
        .collect(Collectors.toSet());
  }
}
