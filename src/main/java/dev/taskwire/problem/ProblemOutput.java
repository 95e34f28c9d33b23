package dev.taskwire.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes a {@link Problem} as the answer of a filter or a servlet. */
public final class ProblemOutput {
  private ProblemOutput() {}

  /** Writes it as JSON. */
  public static void write(
      HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    write(request, response, problem.status(), Problem.MEDIA_TYPE, problem.toJson());
  }

  /** Writes {@code text}, which says the same in another format. */
  public static void write(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String mediaType,
      String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(mediaType);
    response.setContentLength(body.length);
    response.setHeader("Cache-Control", "no-store");
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
    // Payara puts its own error page in the place of an answer that has no body and is not
    // committed.
    response.flushBuffer();
  }
}
