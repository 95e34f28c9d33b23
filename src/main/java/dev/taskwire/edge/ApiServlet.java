package dev.taskwire.edge;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The servlet that a server makes of our JAX-RS application (Jakarta REST 3.1, section 2.3.2). What
 * the container matched to it is a call of the API, and nothing else is: the text of an address is
 * never asked, for it can be written in many ways.
 */
final class ApiServlet {
  /** Its name, which is that of the class of the application. */
  static final String NAME = "dev.taskwire.rest.TaskwireApplication";

  private static final String USUAL_PATH = "/api";

  private ApiServlet() {}

  /** Whether the container matched the request to it. */
  static boolean answers(HttpServletRequest request) {
    return NAME.equals(request.getHttpServletMapping().getServletName());
  }

  /** Whether the error that the container wants a page for came about in it. */
  static boolean failed(HttpServletRequest request) {
    return NAME.equals(request.getAttribute(RequestDispatcher.ERROR_SERVLET_NAME));
  }

  /**
   * Where it is, from the root of the server: below the context path, where its mapping says, in
   * the characters of an address only.
   */
  static String path(ServletContext context) {
    return AsciiPath.of(context.getContextPath() + mappedTo(context));
  }

  private static String mappedTo(ServletContext context) {
    ServletRegistration servlet = context.getServletRegistration(NAME);
    if (servlet == null) {
      return USUAL_PATH;
    }
    return servlet.getMappings().stream()
        .filter(pattern -> pattern.endsWith("/*"))
        .map(pattern -> pattern.substring(0, pattern.length() - 2))
        .findFirst()
        .orElse(USUAL_PATH);
  }
}
