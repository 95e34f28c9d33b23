package dev.taskwire.edge;

import dev.taskwire.problem.MemoryShortage;
import dev.taskwire.problem.Problem;
import dev.taskwire.problem.ProblemOutput;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The error page of our own WAR, whose {@code web.xml} names it: what a container would answer with
 * a page of its own is answered here, with a small page for a browser that looks at pages and with
 * a problem for everyone else. Only a container can get here; a direct call is a 404.
 */
public class ErrorServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status = status(request);
    if (status == HttpServletResponse.SC_NOT_IMPLEMENTED) {
      // What a servlet says of a method that it does not have; the request is at fault, and no
      // server.
      status = HttpServletResponse.SC_METHOD_NOT_ALLOWED;
      response.setHeader("Allow", RequestLine.PAGE_METHODS);
    }
    Problem problem = Problem.of(status);
    if (MemoryShortage.isCauseOf(request.getAttribute(RequestDispatcher.ERROR_EXCEPTION))) {
      problem = MemoryShortage.PROBLEM;
      response.setHeader("Retry-After", String.valueOf(Problem.RETRY_AFTER_SECONDS));
    }
    if (isForPage(request)) {
      String page = ErrorPage.html(problem, AsciiPath.of(request.getContextPath()));
      ProblemOutput.write(request, response, problem.status(), ErrorPage.MEDIA_TYPE, page);
    } else {
      ProblemOutput.write(request, response, problem);
    }
  }

  private static int status(HttpServletRequest request) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    boolean error = request.getDispatcherType() == DispatcherType.ERROR;
    return error && status instanceof Integer code && code >= 400 && code <= 599 ? code : 404;
  }

  private static boolean isForPage(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return !ApiServlet.failed(request) && accept != null && accept.contains("text/html");
  }
}
