package dev.taskwire.rest;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The error page of the application: what a container would answer with a page of its own is
 * answered here, with a small page for a browser that looks at pages and with a problem for
 * everyone else. Only a container can get here; a direct call is a 404.
 */
@WebServlet(name = "taskwire-error", urlPatterns = ErrorServlet.PATH, asyncSupported = true)
public class ErrorServlet extends HttpServlet {
  static final String PATH = "/taskwire-error";

  private static final String PAGE_METHODS = "GET, HEAD, POST, OPTIONS";
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status = status(request);
    if (status == HttpServletResponse.SC_NOT_IMPLEMENTED) {
      // What a servlet says of a method that it does not have; the request is at fault, and no
      // server.
      status = HttpServletResponse.SC_METHOD_NOT_ALLOWED;
      response.setHeader("Allow", PAGE_METHODS);
    }
    Problem problem = Problem.of(status);
    if (MemoryShortage.isCauseOf(request.getAttribute(RequestDispatcher.ERROR_EXCEPTION))) {
      problem = MemoryShortage.PROBLEM;
      response.setHeader("Retry-After", String.valueOf(ErrorAnswers.RETRY_AFTER_SECONDS));
    }
    if (isForPage(request)) {
      String page = ErrorPage.html(problem, request.getContextPath());
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
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String accept = request.getHeader("Accept");
    boolean api = path instanceof String text && ApiPath.matches(text, request.getContextPath());
    return !api && accept != null && accept.contains("text/html");
  }
}
