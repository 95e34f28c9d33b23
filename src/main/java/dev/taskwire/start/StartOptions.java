package dev.taskwire.start;

import dev.taskwire.edge.EdgeConfiguration;
import dev.taskwire.edge.Passage;
import dev.taskwire.engine.TaskEngine;
import dev.taskwire.engine.TaskRegistry;
import dev.taskwire.settings.TaskSettings;
import dev.taskwire.sharing.TaskView;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a client may ask of any start, whichever endpoint makes it: to be made once ({@code
 * Idempotency-Key}), and to be answered when the task has ended ({@code Prefer: wait}). A start is
 * what answers 201 with the address of a task. Thread-safe.
 */
@ApplicationScoped
class StartOptions implements Passage {
  /*
   * It stands around the endpoints and not in them: so every endpoint has it, also those of other WARs, and a start that asks for
   * none of it pays for two looks at its headers.
   */
  @Inject private TaskEngine engine;
  @Inject private EdgeConfiguration configuration;
  @EJB private TaskRegistry registry;

  private StartedTasks started;
  private StartsOnce once;

  @PostConstruct
  void prepare() {
    TaskSettings settings = engine.settings();
    int most = settings.maxRetained() + settings.maxPending() + settings.maxWorkers();
    started = new StartedTasks(engine);
    once =
        new StartsOnce(
            new IdempotentStarts(most, id -> engine.server().find(id) != null),
            engine,
            started,
            configuration.settings().maxBodyBytes());
  }

  @Override
  public void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getHeader(IdempotencyKey.HEADER) == null
        && request.getHeader(WaitPreference.HEADER) == null) {
      chain.doFilter(request, response);
    } else {
      passAsked(request, response, chain);
    }
  }

  /** Has the request answered, once if it has a key, and later if it would rather wait. */
  private void passAsked(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    CapturedResponse captured = new CapturedResponse(response);
    List<String> keys = values(request, IdempotencyKey.HEADER);
    if (keys.isEmpty()) {
      chain.doFilter(request, captured);
    } else {
      once.pass(request, captured, chain, keys);
    }
    if (request.isAsyncStarted()) {
      captured.release();
      return;
    }
    OptionalInt seconds = WaitPreference.seconds(values(request, WaitPreference.HEADER));
    TaskView task = started.by(captured, request);
    if (task == null || seconds.isEmpty()) {
      captured.send();
    } else {
      WaitingStart.begin(request, task, captured, seconds.getAsInt(), registry.replyExecutor());
    }
  }

  private static List<String> values(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header));
  }
}
