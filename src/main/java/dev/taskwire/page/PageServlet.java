package dev.taskwire.page;

import dev.taskwire.problem.Problem;
import dev.taskwire.problem.ProblemOutput;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page and the browser's client from the jar, on every server with the same headers
 * (Undertow's own makes no entity tags, and takes times from the archive).
 */
public final class PageServlet extends HttpServlet {
  static final String PATH = "/taskwire";

  private static final long serialVersionUID = 1L;
  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final String METHODS = "GET, HEAD, OPTIONS";

  private final transient PageFiles files = new PageFiles();

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getMethod().equals("OPTIONS")) {
      response.setHeader("Allow", METHODS);
    } else if (!READS.contains(request.getMethod())) {
      response.setHeader("Allow", METHODS);
      ProblemOutput.write(request, response, Problem.of(405));
    } else if (isFolder(request)) {
      response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
      response.setHeader("Location", PATH.substring(1) + "/");
    } else {
      answer(request, response, find(request));
    }
  }

  /** Whether it is asked for without its slash, from which nothing on the page could be found. */
  private static boolean isFolder(HttpServletRequest request) {
    return request.getServletPath().equals(PATH) && request.getPathInfo() == null;
  }

  private @Nullable PageFile find(HttpServletRequest request) throws IOException {
    boolean below = request.getServletPath().equals(PATH);
    String info = request.getPathInfo() == null ? "" : request.getPathInfo();
    String path = below ? info : request.getServletPath() + info;
    String name = path.startsWith("/") ? path.substring(1) : path;
    return name.equals(ApiPlace.NAME)
        ? ApiPlace.seenFrom(getServletContext(), below ? ".." : ".")
        : files.find(name);
  }

  private static void answer(
      HttpServletRequest request, HttpServletResponse response, @Nullable PageFile file)
      throws IOException {
    if (file == null) {
      ProblemOutput.write(request, response, Problem.of(HttpServletResponse.SC_NOT_FOUND));
      return;
    }
    // keep it, but ask each time: a redeployment counts at once
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("ETag", file.tag());
    String known = request.getHeader("If-None-Match");
    if (known != null && file.isAmong(known)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(file.mediaType());
    response.setContentLength(file.bytes().length);
    if (request.getMethod().equals("GET")) {
      response.getOutputStream().write(file.bytes());
    }
  }
}
