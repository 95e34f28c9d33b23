package dev.taskwire.edge;

import dev.taskwire.problem.Problem;
import dev.taskwire.problem.ProblemOutput;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The edge of our pages: of {@code /taskwire/} in any application, and of all that is not the API
 * in our own, whose {@code web.xml} says so.
 */
public class PageFilter extends HttpFilter {
  /** Its name. */
  public static final String NAME = "taskwire-pages";

  /** What it is mapped to where {@code web.xml} says nothing of it. */
  public static final String PATTERN = "/taskwire/*";

  private static final long serialVersionUID = 1L;

  @Inject private transient @Nullable EdgeConfiguration configuration;
  private transient @Nullable Edge edge;
  private transient @Nullable ArrivingBodies bodies;
  private boolean hasPage;

  @Override
  public void init(FilterConfig config) {
    EdgeSettings settings = Objects.requireNonNull(configuration).settings();
    edge = new Edge(settings, ticketed -> false);
    bodies = new ArrivingBodies(settings.maxBodyBytes());
    hasPage = settings.page();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      SecurityHeaders.set(response, ApiServlet.failed(request));
      chain.doFilter(request, response);
    } else if (ApiServlet.answers(request)) {
      chain.doFilter(request, response); // on to the edge of the API
    } else {
      HttpServletRequest whole = admitted(request, response);
      if (whole != null && hasPage) {
        chain.doFilter(whole, response);
      } else if (whole != null) {
        ProblemOutput.write(whole, response, Problem.of(HttpServletResponse.SC_NOT_FOUND));
      }
    }
  }

  private @Nullable HttpServletRequest admitted(
      HttpServletRequest request, HttpServletResponse response) throws IOException {
    HttpServletRequest whole =
        request.getAttribute(ArrivedBody.ATTRIBUTE) instanceof ArrivedBody body
            ? body.of(request)
            : Objects.requireNonNull(bodies).whole(request, response);
    if (whole == null) {
      return null;
    }
    if (Objects.requireNonNull(edge).admitsToPage(whole, response)
        && !ArrivingBodies.refuses(whole, response)) {
      return whole;
    }
    ArrivingBodies.cutOff(whole);
    return null;
  }
}
