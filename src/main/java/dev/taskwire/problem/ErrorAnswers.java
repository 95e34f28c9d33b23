package dev.taskwire.problem;

import dev.taskwire.TaskRejectedException;
import dev.taskwire.json.FieldError;
import dev.taskwire.json.InvalidJsonException;
import dev.taskwire.lifecycle.Texts;
import dev.taskwire.sharing.SharedTasksAwayException;
import jakarta.ejb.EJBException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Decides which answer an exception becomes. The error mappers, which the server chooses among by
 * type, all ask here.
 */
final class ErrorAnswers {
  /**
   * What RESTEasy throws, instead of an exception of JAX-RS, for a header such as {@code Accept:
   * a/b;q=x}.
   */
  private static final String UNREADABLE_HEADER = "org.jboss.resteasy.spi.LoggableFailure";

  private static final int MAX_CAUSES = 32;
  private static final Logger LOG = Logger.getLogger(ErrorAnswers.class.getPackageName());

  private ErrorAnswers() {}

  /** The answer for {@code thrown}, or for what it wraps on behalf of a container. */
  static Response of(Throwable thrown) {
    Throwable failure = unwrap(thrown);
    if (failure instanceof WebApplicationException web) {
      return ofWeb(web);
    }
    Problem problem = problem(failure);
    ResponseBuilder answer = builder(problem);
    if (problem.status() == 503) {
      answer.header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
    }
    return answer.build();
  }

  /**
   * The problem that {@code failure}, which is wrapped no more and none of JAX-RS, is for the
   * client.
   */
  static Problem problem(Throwable failure) {
    if (failure instanceof InvalidJsonException invalid) {
      return new Problem(400, ShownMessage.of(invalid.getMessage(), 400), invalid.errors());
    }
    if (failure instanceof ConstraintViolationException invalid && !isReturnValue(invalid)) {
      return ofViolations(invalid);
    }
    if (failure instanceof TaskRejectedException rejected) {
      return new Problem(503, ShownMessage.of(rejected.getMessage(), 503));
    }
    if (failure instanceof SharedTasksAwayException away) {
      return new Problem(503, ShownMessage.of(away.getMessage(), 503));
    }
    if (MemoryShortage.isCauseOf(failure)) {
      LOG.log(Level.FINE, "There was no memory for a request.", failure);
      return MemoryShortage.PROBLEM;
    }
    if (ClientAbort.isCauseOf(failure)) {
      LOG.log(Level.FINE, "A client left before its request was answered.", failure);
      return new Problem(400, "The request did not arrive completely.");
    }
    if (failure.getClass().getName().equals(UNREADABLE_HEADER)) {
      LOG.log(Level.FINE, "RESTEasy could not read a header of a request.", failure);
      return Problem.of(400);
    }
    return unexpected(failure);
  }

  /**
   * The problem that a client sees of a fault of ours; the log has the rest under the same
   * reference.
   */
  static Problem unexpected(Throwable failure) {
    String reference = UUID.randomUUID().toString();
    LOG.severe(
        () ->
            Texts.oneLine(
                "A request failed unexpectedly, reference "
                    + reference
                    + ": "
                    + Texts.stackTrace(failure)));
    return new Problem(
        500, StatusText.detail(500) + " The server's log tells more under " + reference + ".");
  }

  private static Response ofWeb(WebApplicationException failure) {
    Response response = failure.getResponse();
    int status = response.getStatus();
    if (status < 400 || status > 599 || response.hasEntity()) {
      return response;
    }
    if (status == 500 && failure.getCause() != null) {
      return builder(unexpected(failure)).build();
    }
    return Response.fromResponse(response)
        .type(Problem.MEDIA_TYPE)
        .entity(new Problem(status, ShownMessage.of(failure.getMessage(), status)))
        .build();
  }

  private static Problem ofViolations(ConstraintViolationException invalid) {
    List<FieldError> errors =
        invalid.getConstraintViolations().stream()
            .map(ErrorAnswers::error)
            .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
            .toList();
    if (errors.isEmpty()) {
      return new Problem(400, ShownMessage.of(invalid.getMessage(), 400));
    }
    FieldError first = errors.get(0);
    String place = first.field().isEmpty() ? "The request's body" : first.field();
    return new Problem(400, place + " " + first.message() + ".", errors);
  }

  private static FieldError error(ConstraintViolation<?> violation) {
    return new FieldError(FieldPath.of(violation), ViolationMessage.of(violation));
  }

  private static boolean isReturnValue(ConstraintViolationException failure) {
    return failure.getConstraintViolations().stream()
        .anyMatch(violation -> FieldPath.isReturnValue(violation.getPropertyPath()));
  }

  /**
   * What a container or an executor wrapped; the outermost exception itself if that is none of
   * theirs.
   */
  static Throwable unwrap(Throwable thrown) {
    Throwable failure = thrown;
    for (int i = 0; i < MAX_CAUSES && isWrapper(failure); i++) {
      failure = cause(failure);
    }
    return failure;
  }

  private static boolean isWrapper(@Nullable Throwable thrown) {
    return (thrown instanceof EJBException
            || thrown instanceof ExecutionException
            || thrown instanceof CompletionException
            || thrown instanceof InvocationTargetException
            || thrown instanceof UndeclaredThrowableException)
        && thrown.getCause() != null;
  }

  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause == null ? thrown : cause;
  }

  private static ResponseBuilder builder(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
  }
}
