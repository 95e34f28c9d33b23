package dev.taskwire.hostile.guest;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/**
 * The host's servlet: takes uploads, the form of an identity provider, and the methods of WebDAV;
 * and leads to other paths of the host in every way there is.
 */
@WebServlet({"/upload", "/saml/acs", "/dav/*", "/forward", "/include", "/fail", "/legacy/*"})
public class HostServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    switch (request.getServletPath()) {
      case "/forward" -> target(request).forward(request, response);
      case "/include" -> target(request).include(request, response);
      case "/fail" -> response.sendError(Integer.parseInt(request.getParameter("status")));
      case "/saml/acs" -> text(response, "assertion " + request.getParameter("SAMLResponse"));
      default -> text(response, request.getMethod() + " " + length(request.getInputStream()));
    }
  }

  private static jakarta.servlet.RequestDispatcher target(HttpServletRequest request) {
    String name = request.getParameter("servlet");
    return name == null
        ? request.getRequestDispatcher(request.getParameter("to"))
        : request.getServletContext().getNamedDispatcher(name);
  }

  private static void text(HttpServletResponse response, String text) throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().print(text);
  }

  private static long length(InputStream in) throws IOException {
    long length = 0;
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      length += n;
    }
    return length;
  }
}
