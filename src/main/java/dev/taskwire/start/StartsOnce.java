package dev.taskwire.start;

import dev.taskwire.body.BufferedRequest;
import dev.taskwire.engine.TaskEngine;
import dev.taskwire.json.FieldError;
import dev.taskwire.problem.Problem;
import dev.taskwire.problem.ProblemOutput;
import dev.taskwire.sharing.SharedTasksAwayException;
import dev.taskwire.sharing.TaskView;
import dev.taskwire.start.IdempotentStarts.CallerKey;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Has a start with an {@code Idempotency-Key} made once: who comes later, here or on another
 * server, gets the answer of the first. Thread-safe.
 */
final class StartsOnce {
  private static final Logger LOG = Logger.getLogger(StartsOnce.class.getPackageName());
  private static final int FIRST_TAKES_AT_MOST_SECONDS = 5;
  private static final int ATTEMPTS = 3;
  private static final String OTHER_REQUEST =
      "This Idempotency-Key was used for a different request.";
  private static final String STILL_UNDER_WAY =
      "A request with this Idempotency-Key is still being answered.";

  private final IdempotentStarts starts;
  private final TaskEngine engine;
  private final StartedTasks started;
  private final long maxBodyBytes;

  StartsOnce(IdempotentStarts starts, TaskEngine engine, StartedTasks started, long maxBodyBytes) {
    this.starts = starts;
    this.engine = engine;
    this.started = started;
    this.maxBodyBytes = maxBodyBytes;
  }

  /** Has the request answered by the start with its key, which is its own if it is the first. */
  void pass(
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
    byte[] body;
    try {
      body =
          request.getInputStream().readNBytes((int) Math.min(maxBodyBytes + 1, Integer.MAX_VALUE));
    } catch (IOException clientGone) {
      LOG.log(Level.FINE, "A client left before its request was answered.", clientGone);
      refuse(request, response, new Problem(400, "The request did not arrive completely."));
      return Optional.empty();
    }
    if (body.length > maxBodyBytes) {
      refuse(
          request,
          response,
          new Problem(413, "The body of the request is larger than " + maxBodyBytes + " bytes."));
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
          firstHere(request, response, chain, key, mine);
          return;
        }
        if (!start.isFor(mine)) {
          refuse(request, response, new Problem(422, OTHER_REQUEST));
          return;
        }
        Optional<StoredAnswer> answer = start.await(FIRST_TAKES_AT_MOST_SECONDS);
        if (answer.isPresent()) {
          StoredAnswer known = answer.get();
          known.replay(response, engine.streamTicket(known.taskId()));
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

  /** The first on this server; another one may have been the first of all. */
  private void firstHere(
      HttpServletRequest request,
      CapturedResponse response,
      FilterChain chain,
      CallerKey key,
      KeyedStart mine)
      throws IOException, ServletException, InterruptedException {
    if (engine.shared().isAlone()) {
      first(request, response, chain, key, mine, answer -> {});
      return;
    }
    SharedStart all = new SharedStart(engine.shared(), key, mine.requestDigest());
    SharedStart.Known known;
    try {
      known = all.claim(FIRST_TAKES_AT_MOST_SECONDS, id -> engine.find(id) != null);
    } catch (SharedTasksAwayException away) {
      all.settle(
          Optional.empty()); // that the key is taken may be recorded, and only the answer lost
      settle(key, mine, Optional.empty());
      response.setHeader("Retry-After", String.valueOf(Problem.RETRY_AFTER_SECONDS));
      refuse(request, response, new Problem(503, SharedTasksAwayException.SENTENCE));
      return;
    }
    if (known == null) {
      first(request, response, chain, key, mine, all::settle);
    } else if (all.isFor(known) && known.answer().isPresent()) {
      settle(key, mine, known.answer());
      StoredAnswer answer = known.answer().get();
      answer.replay(response, engine.streamTicket(answer.taskId()));
    } else {
      settle(key, mine, Optional.empty());
      refuse(
          request,
          response,
          all.isFor(known) ? new Problem(409, STILL_UNDER_WAY) : new Problem(422, OTHER_REQUEST));
    }
  }

  private void settle(CallerKey key, KeyedStart mine, Optional<StoredAnswer> answer) {
    if (answer.isEmpty()) {
      starts.forget(key, mine);
    }
    mine.settle(answer);
  }

  private void first(
      HttpServletRequest request,
      CapturedResponse response,
      FilterChain chain,
      CallerKey key,
      KeyedStart mine,
      Consumer<Optional<StoredAnswer>> others)
      throws IOException, ServletException {
    Optional<StoredAnswer> answer = Optional.empty();
    try {
      chain.doFilter(request, response);
      TaskView task = request.isAsyncStarted() ? null : started.by(response, request);
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
      settle(key, mine, answer);
      others.accept(answer);
    }
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    ProblemOutput.write(request, response, problem);
  }
}
