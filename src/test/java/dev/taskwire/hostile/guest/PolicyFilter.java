package dev.taskwire.hostile.guest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Adds the host's policy to every answer, as a proxy in front of it would: whoever sets one more
 * does not take it away.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class PolicyFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String POLICY = "Content-Security-Policy";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.addHeader(POLICY, "default-src 'self'");
    chain.doFilter(
        request,
        new HttpServletResponseWrapper(response) {
          @Override
          public void setHeader(String name, String value) {
            if (name.equalsIgnoreCase(POLICY)) {
              addHeader(name, value);
            } else {
              super.setHeader(name, value);
            }
          }
        });
  }
}
