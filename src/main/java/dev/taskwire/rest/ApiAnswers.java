package dev.taskwire.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees to it that no answer of the API is kept by a cache unless it says so, and that no error is
 * without a problem.
 */
@Provider
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
    response.getHeaders().putIfAbsent(HttpHeaders.CACHE_CONTROL, noStore());
  }

  private static List<Object> noStore() {
    return new ArrayList<>(List.of("no-store"));
  }
}
