package dev.taskwire.rest;

import dev.taskwire.engine.CurrentCaller;
import dev.taskwire.engine.TaskEngine;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The edge of the application: every request passes here first, and is refused here or let in, with
 * the headers that its answer needs.
 */
@WebFilter(
    filterName = "taskwire-edge",
    urlPatterns = "/*",
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR},
    asyncSupported = true)
public class EdgeFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Inject private transient @Nullable EdgeConfiguration configuration;
  @Inject private transient @Nullable TaskEngine engine;
  @Inject private transient @Nullable TicketRule tickets;
  @Inject private transient @Nullable StartOptions startOptions;
  private transient @Nullable Edge edge;

  @Override
  public void init(FilterConfig config) {
    edge =
        new Edge(
            Objects.requireNonNull(configuration).settings(),
            Objects.requireNonNull(tickets)::admits);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!Objects.requireNonNull(edge).admits(request, response)) {
      return;
    }
    if (Objects.requireNonNull(engine).isStopping() && ApiPath.matches(request)) {
      // the server takes the beans away meanwhile: on Payara every call would end as a 500
      response.setHeader("Retry-After", String.valueOf(ErrorAnswers.RETRY_AFTER_SECONDS));
      ProblemOutput.write(request, response, new Problem(503, "The server is stopping."));
    } else {
      CurrentCaller.set(Caller.of(request).map(Caller::name).orElse(null));
      try {
        answer(request, response, chain);
      } finally {
        CurrentCaller.set(null);
      }
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (StartOptions.isAskedForBy(request)) {
      Objects.requireNonNull(startOptions).pass(request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }
}
