package dev.taskwire.edge;

import dev.taskwire.engine.ApiRoot;
import dev.taskwire.engine.CurrentCaller;
import dev.taskwire.engine.TaskEngine;
import dev.taskwire.problem.Problem;
import dev.taskwire.problem.ProblemOutput;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The edge of the API: every request that the container matched to {@link ApiServlet} passes here
 * first, by whatever way it came, and is refused here or let in, with the headers that its answer
 * needs.
 */
public class EdgeFilter extends HttpFilter {
  /** Its name. */
  public static final String NAME = "taskwire-edge";

  /** What a request carries that passed here: see {@link EdgePassed}. */
  static final String PASSED = "dev.taskwire.edge";

  private static final long serialVersionUID = 1L;

  @Inject private transient @Nullable EdgeConfiguration configuration;
  @Inject private transient @Nullable TaskEngine engine;
  @Inject private transient @Nullable TicketRule tickets;
  @Inject private transient @Nullable Passage starts;
  @Inject private transient @Nullable ApiRoot root;
  @Inject private transient @Nullable Instance<RequestContextController> requestContexts;
  private transient @Nullable Edge edge;
  private transient @Nullable ArrivingBodies bodies;

  @Override
  public void init(FilterConfig config) {
    ServletContext context = config.getServletContext();
    Objects.requireNonNull(root).set(context.getContextPath(), ApiServlet.path(context));
    EdgeSettings settings = Objects.requireNonNull(configuration).settings();
    edge = new Edge(settings, Objects.requireNonNull(tickets)::admits);
    bodies = new ArrivingBodies(settings.maxBodyBytes());
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getAttribute(ArrivedBody.ATTRIBUTE) instanceof ArrivedBody body) {
      goOn(body.of(request), response, chain);
      return;
    }
    HttpServletRequest whole = Objects.requireNonNull(bodies).whole(request, response);
    if (whole != null) {
      admit(whole, response, chain);
    }
  }

  /** Payara gives the thread of a dispatch neither a policy context nor CDI's request context. */
  private void goOn(HttpServletRequest whole, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Instance<RequestContextController> contexts = Objects.requireNonNull(requestContexts);
    RequestContextController context = contexts.get();
    String outer = PolicyScope.enter(whole);
    boolean activated = context.activate();
    try {
      admit(whole, response, chain);
    } finally {
      if (activated) {
        context.deactivate();
      }
      PolicyScope.leave(outer);
      contexts.destroy(context);
    }
  }

  private void admit(HttpServletRequest whole, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (Objects.requireNonNull(edge).admitsCall(whole, response)
        && !ArrivingBodies.refuses(whole, response)) {
      pass(AsciiRequest.of(whole), response, chain);
    }
    ArrivingBodies.cutOff(whole);
  }

  private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (Objects.requireNonNull(engine).isStopping()) {
      // the server takes the beans away meanwhile: on Payara every call would end as a 500
      response.setHeader("Retry-After", String.valueOf(Problem.RETRY_AFTER_SECONDS));
      ProblemOutput.write(request, response, new Problem(503, "The server is stopping."));
      return;
    }
    request.setAttribute(PASSED, edge);
    // the way here may be a forward of a call that passed here before
    String outer = CurrentCaller.swap(Caller.of(request).map(Caller::name).orElse(null));
    try {
      answer(request, response, chain);
    } finally {
      CurrentCaller.set(outer);
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getMethod().equals("POST")) {
      Objects.requireNonNull(starts).pass(request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }
}
