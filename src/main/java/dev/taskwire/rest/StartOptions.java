package dev.taskwire.rest;

import dev.taskwire.engine.TaskEngine;
import dev.taskwire.engine.TaskRegistry;
import dev.taskwire.engine.TaskSettings;
import dev.taskwire.engine.TaskView;
import dev.taskwire.json.FieldError;
import dev.taskwire.rest.IdempotentStarts.CallerKey;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a client may ask of any start, whichever endpoint makes it: to be made once ({@code
 * Idempotency-Key}), and to be answered when the task has ended ({@code Prefer: wait}). A start is
 * what answers 201 with the address of a task. Thread-safe.
 */
@ApplicationScoped
class StartOptions {
  /*
   * It stands around the endpoints and not in them: so every endpoint has it, also those of other WARs, and a start that asks for
   * none of it pays for two looks at its headers.
   */
  private static final Logger LOG = Logger.getLogger(StartOptions.class.getPackageName());
  private static final int FIRST_TAKES_AT_MOST_SECONDS = 5;
  private static final int ATTEMPTS = 3;
  private static final String OTHER_REQUEST =
      "This Idempotency-Key was used for a different request.";
  private static final String STILL_UNDER_WAY =
      "A request with this Idempotency-Key is still being answered.";

  @Inject private TaskEngine engine;
  @Inject private EdgeConfiguration configuration;
  @EJB private TaskRegistry registry;

  private IdempotentStarts starts;

  @PostConstruct
  void prepare() {
    TaskSettings settings = engine.settings();
    int most = settings.maxRetained() + settings.maxPending() + settings.maxWorkers();
    starts = new IdempotentStarts(most, id -> engine.find(id) != null);
  }

  /** Whether a request asks for something of this. */
  static boolean isAskedForBy(HttpServletRequest request) {
    return request.getMethod().equals("POST")
        && (request.getHeader(IdempotencyKey.HEADER) != null
            || request.getHeader(WaitPreference.HEADER) != null)
        && ApiPath.matches(request);
  }

  /** Has the request answered, once if it has a key, and later if it would rather wait. */
  void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    CapturedResponse captured = new CapturedResponse(response);
    List<String> keys = values(request, IdempotencyKey.HEADER);
    if (keys.isEmpty()) {
      chain.doFilter(request, captured);
    } else {
      passOnce(request, captured, chain, keys);
    }
    if (request.isAsyncStarted()) {
      captured.release();
      return;
    }
    OptionalInt seconds = WaitPreference.seconds(values(request, WaitPreference.HEADER));
    TaskView task = startedBy(captured);
    if (task == null || seconds.isEmpty()) {
      captured.send();
    } else {
      WaitingStart.begin(request, task, captured, seconds.getAsInt(), registry.replyExecutor());
    }
  }

  private void passOnce(
      HttpServletRequest request, CapturedResponse response, FilterChain chain, List<String> keys)
      throws IOException, ServletException {
    Optional<String> key = IdempotencyKey.parse(keys);
    if (key.isEmpty()) {
      String message = "must be one string or token of 1 to 255 visible characters";
      refuse(
          request,
          response,
          new Problem(
              400,
              IdempotencyKey.HEADER + " " + message + ".",
              List.of(new FieldError(IdempotencyKey.HEADER, message))));
      return;
    }
    Optional<byte[]> body = body(request, response);
    if (body.isEmpty()) {
      return;
    }
    Principal principal = request.getUserPrincipal();
    CallerKey caller = new CallerKey(principal == null ? null : principal.getName(), key.get());
    decide(
        new BufferedRequest(request, body.get()),
        response,
        chain,
        caller,
        RequestDigest.of(request, body.get()));
  }

  /** The whole body; empty if it was refused. */
  private Optional<byte[]> body(HttpServletRequest request, CapturedResponse response)
      throws IOException {
    long most = configuration.settings().maxBodyBytes();
    byte[] body;
    try {
      body = request.getInputStream().readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE));
    } catch (IOException clientGone) {
      LOG.log(Level.FINE, "A client left before its request was answered.", clientGone);
      refuse(request, response, new Problem(400, "The request did not arrive completely."));
      return Optional.empty();
    }
    if (body.length > most) {
      refuse(
          request,
          response,
          new Problem(413, "The body of the request is larger than " + most + " bytes."));
      return Optional.empty();
    }
    return Optional.of(body);
  }

  private void decide(
      HttpServletRequest request,
      CapturedResponse response,
      FilterChain chain,
      CallerKey key,
      byte[] digest)
      throws IOException, ServletException {
    try {
      for (int i = 0; i < ATTEMPTS; i++) {
        KeyedStart mine = new KeyedStart(digest);
        KeyedStart start = starts.claim(key, mine);
        if (start == mine) {
          first(request, response, chain, key, mine);
          return;
        }
        if (!start.isFor(mine)) {
          refuse(request, response, new Problem(422, OTHER_REQUEST));
          return;
        }
        Optional<StoredAnswer> answer = start.await(FIRST_TAKES_AT_MOST_SECONDS);
        if (answer.isPresent()) {
          answer.get().replay(response);
          return;
        }
        // the first one started nothing: this one is as good as a first
      }
    } catch (TimeoutException stillUnderWay) {
      LOG.log(Level.FINE, "A start takes long that others with its key wait for", stillUnderWay);
    } catch (InterruptedException stopping) {
      LOG.log(Level.FINE, "The server did not wait for a start with the same key", stopping);
      Thread.currentThread().interrupt();
    }
    refuse(request, response, new Problem(409, STILL_UNDER_WAY));
  }

  private void first(
      HttpServletRequest request,
      CapturedResponse response,
      FilterChain chain,
      CallerKey key,
      KeyedStart mine)
      throws IOException, ServletException {
    Optional<StoredAnswer> answer = Optional.empty();
    try {
      chain.doFilter(request, response);
      TaskView task = request.isAsyncStarted() ? null : startedBy(response);
      if (task != null) {
        answer =
            Optional.of(
                new StoredAnswer(
                    task.id(),
                    response.getHeader("Location"),
                    response.getContentType(),
                    response.body()));
      }
    } finally {
      if (answer.isEmpty()) {
        starts.forget(key, mine);
      }
      mine.settle(answer);
    }
  }

  private @Nullable TaskView startedBy(CapturedResponse response) {
    String location = response.getHeader("Location");
    if (response.getStatus() != HttpServletResponse.SC_CREATED || location == null) {
      return null;
    }
    return engine.find(location.substring(location.lastIndexOf('/') + 1));
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    ProblemOutput.write(request, response, problem);
  }

  private static List<String> values(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header));
  }
}
