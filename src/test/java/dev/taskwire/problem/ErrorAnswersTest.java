package dev.taskwire.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskRejectedException;
import dev.taskwire.json.FieldError;
import dev.taskwire.json.InvalidJsonException;
import jakarta.ejb.EJBException;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.validator.HibernateValidator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorAnswersTest {
  private static final Logger LOG = Logger.getLogger("dev.taskwire.problem");
  private static final Validator VALIDATOR =
      Validation.byProvider(HibernateValidator.class)
          .configure()
          .defaultLocale(Locale.ENGLISH)
          .buildValidatorFactory()
          .getValidator();
  private final List<LogRecord> logged = new ArrayList<>();
  private final Handler handler = new Recorder(logged);

  record Item(@NotBlank String itemName) {}

  record Params(
      @NotNull String filePath,
      @Min(1) int batchSize,
      @Valid List<Item> lineItems,
      @Valid Map<String, Item> namedItems) {}

  record Named(
      @JsonbProperty("EAN") @NotBlank String articleNumber,
      @Min(1200) int page2Size,
      @Max(value = 5, message = "must be at most {value}") int urlPath,
      @JsonbProperty("parts") @Valid List<Item> lineItems) {
    @AssertTrue(message = "the code does not fit {it}")
    public boolean isConsistent() {
      return false;
    }
  }

  static class Filter {
    @QueryParam("sortBy")
    @NotBlank
    String order = "";
  }

  static class Resource {
    public int list(
        @QueryParam("pageNo") @Min(1) int page,
        @HeaderParam("X-Tenant") @NotBlank String tenant,
        @BeanParam @Valid Filter filter,
        @NotNull Params body) {
      return 0;
    }

    @Min(1)
    public int start(@NotNull @Valid Params body, @Min(1) int maxItems) {
      return 0;
    }
  }

  @BeforeEach
  void record() {
    LOG.addHandler(handler);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void stopRecording() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
  }

  @Test
  void problem_noMemory_is503() {
    Throwable failure = new IllegalStateException("a container's", new OutOfMemoryError("heap"));
    assertSame(MemoryShortage.PROBLEM, ErrorAnswers.problem(failure));
    assertEquals(503, MemoryShortage.PROBLEM.status());
    assertTrue(logged.isEmpty());
  }

  @Test
  void problem_invalidJson_is400WithItsErrors() {
    List<FieldError> errors = List.of(new FieldError("batch_size", "must be a whole number"));

    assertEquals(
        new Problem(400, "The member batch_size is wrong.", errors),
        ErrorAnswers.problem(new InvalidJsonException("The member batch_size is wrong.", errors)));
  }

  @Test
  void problem_rejectedTask_is503() {
    assertEquals(
        new Problem(503, "The queue is full."),
        ErrorAnswers.problem(new TaskRejectedException("The queue is full.")));
  }

  @Test
  void problem_brokenConstraints_namesEachMemberAsInJson() {
    Params params =
        new Params("a", 0, List.of(new Item("a"), new Item("")), Map.of("k", new Item(" ")));

    Problem problem =
        ErrorAnswers.problem(new ConstraintViolationException(VALIDATOR.validate(params)));

    assertEquals(400, problem.status());
    assertEquals("batch_size must be greater than or equal to 1.", problem.detail());
    assertEquals(
        List.of(
            new FieldError("batch_size", "must be greater than or equal to 1"),
            new FieldError("line_items[1].item_name", "must not be blank"),
            new FieldError("named_items[k].item_name", "must not be blank")),
        problem.errors());
  }

  @Test
  void problem_brokenConstraintsOfACall_leavesMethodAndBodyOut() throws Exception {
    Method start = Resource.class.getMethod("start", Params.class, int.class);
    Object[] arguments = {new Params("a", 0, List.of(), Map.of()), 0};

    Problem problem =
        ErrorAnswers.problem(
            new ConstraintViolationException(
                VALIDATOR.forExecutables().validateParameters(new Resource(), start, arguments)));

    assertEquals(
        List.of("batch_size", "max_items"),
        problem.errors().stream().map(FieldError::field).toList());
  }

  @Test
  void problem_brokenConstraintsOfACall_haveTheNamesThatTheClientSent() throws Exception {
    Method list =
        Resource.class.getMethod("list", int.class, String.class, Filter.class, Params.class);
    Object[] arguments = {0, "", new Filter(), null};

    Problem problem =
        ErrorAnswers.problem(
            new ConstraintViolationException(
                VALIDATOR.forExecutables().validateParameters(new Resource() {}, list, arguments)));

    assertEquals(
        List.of("X-Tenant", "body", "pageNo", "sortBy"),
        problem.errors().stream().map(FieldError::field).toList());
  }

  /** The machine's language is nobody's choice; what an author has written is. */
  @ParameterizedTest
  @ValueSource(strings = {"de", "fr", "ja", "ar-EG-u-nu-arab", "tr"})
  void problem_brokenConstraints_areToldInEnglishOnEveryMachine(String language) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(language));
    try (var factory = Validation.buildDefaultValidatorFactory()) {
      Problem problem =
          ErrorAnswers.problem(
              new ConstraintViolationException(
                  factory.getValidator().validate(new Named("", 0, 7, List.of(new Item(""))))));

      assertEquals(
          List.of(
              new FieldError("", "the code does not fit {it}"),
              new FieldError("EAN", "must not be blank"),
              new FieldError("page2size", "must be greater than or equal to 1200"),
              new FieldError("parts[0].item_name", "must not be blank"),
              new FieldError("url_path", "must be at most 5")),
          problem.errors());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void problem_brokenConstraintOfAReturnValue_isOurFault() throws Exception {
    Method start = Resource.class.getMethod("start", Params.class, int.class);

    Problem problem =
        ErrorAnswers.problem(
            new ConstraintViolationException(
                VALIDATOR.forExecutables().validateReturnValue(new Resource(), start, 0)));

    assertEquals(500, problem.status());
    assertEquals(1, logged.size());
  }

  @Test
  void problem_anythingElse_is500AndLoggedOnceUnderItsReference() {
    Throwable failure = new IllegalStateException("secret");

    Problem problem = ErrorAnswers.problem(failure);

    assertEquals(500, problem.status());
    assertEquals(1, logged.size());
    Matcher message =
        Pattern.compile(
                "A request failed unexpectedly, reference ([0-9a-f-]{36}):"
                    + " java\\.lang\\.IllegalStateException: secret \\| +at dev\\.taskwire.*")
            .matcher(logged.get(0).getMessage());
    assertTrue(message.matches(), logged.get(0)::getMessage);
    String reference = message.group(1);
    assertEquals(
        "The server failed to answer the request. The server's log tells more under "
            + reference
            + ".",
        problem.detail());
  }

  /** A record of the log is one line, whatever a client makes an exception say. */
  @Test
  void problem_withLineBreaksOfAClient_isLoggedOnOneLine() {
    ErrorAnswers.problem(new IllegalStateException("a\r\nSEVERE: forged\u2028\u0085b"));

    LogRecord record = logged.get(0);
    assertNull(record.getThrown());
    assertTrue(record.getMessage().contains("a | SEVERE: forged |  | b"), record::getMessage);
    assertEquals(1, record.getMessage().lines().count());
  }

  @Test
  void problem_clientThatLeft_isNotLogged() {
    Throwable failure = new IllegalStateException(new IOException("Broken pipe"));

    assertEquals(400, ErrorAnswers.problem(failure).status());
    assertTrue(logged.isEmpty());
  }

  @Test
  void problem_missingFileOfTheServer_isLogged() {
    assertEquals(500, ErrorAnswers.problem(new NoSuchFileException("stream closed")).status());
    assertEquals(1, logged.size());
  }

  @Test
  void unwrap_exceptionInWrappers_isFound() {
    TaskRejectedException inner = new TaskRejectedException("full");

    assertSame(inner, ErrorAnswers.unwrap(new EJBException(new ExecutionException(inner))));
  }

  @Test
  void unwrap_exceptionWithACauseOfItsOwn_isKept() {
    IllegalStateException outer = new IllegalStateException(new TaskRejectedException("full"));

    assertSame(outer, ErrorAnswers.unwrap(outer));
  }

  private static final class Recorder extends Handler {
    private final List<LogRecord> records;

    Recorder(List<LogRecord> records) {
      this.records = records;
    }

    @Override
    public void publish(LogRecord logRecord) {
      records.add(logRecord);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
