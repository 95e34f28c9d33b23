package dev.taskwire.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sees to it that no answer of the API is kept by a cache unless it says so, that no error is
 * without a problem, and that {@code Allow} names all that is allowed.
 */
public class ApiAnswers implements ContainerResponseFilter {
  private static final MediaType PROBLEM = new MediaType("application", "problem+json");

  /**
   * What Jersey calls its empty answer to OPTIONS when it is asked for a description that it was
   * told not to give.
   */
  private static final MediaType WADL = new MediaType("application", "vnd.sun.wadl+xml");

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() >= 400 && response.getStatus() <= 599 && !response.hasEntity()) {
      response.setEntity(Problem.of(response.getStatus()), new Annotation[0], PROBLEM);
    }
    if (WADL.equals(response.getMediaType())) {
      response.setEntity(null);
      response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
    }
    completeAllow(response);
    response.getHeaders().putIfAbsent(HttpHeaders.CACHE_CONTROL, noStore());
  }

  /** Jersey forgets that it answers HEAD wherever it answers GET, and RESTEasy its OPTIONS. */
  private static void completeAllow(ContainerResponseContext response) {
    Set<String> allowed = new TreeSet<>(response.getAllowedMethods());
    if (!allowed.isEmpty()) {
      allowed.add("OPTIONS");
      if (allowed.contains("GET")) {
        allowed.add("HEAD");
      }
      response.getHeaders().putSingle(HttpHeaders.ALLOW, String.join(", ", allowed));
    }
  }

  private static List<Object> noStore() {
    return new ArrayList<>(List.of("no-store"));
  }
}
