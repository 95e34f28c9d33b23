package dev.taskwire.rest;

import dev.taskwire.TaskStartResponse;
import dev.taskwire.edge.ForwardedPrefix;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.annotation.Annotation;
import java.net.URI;

/**
 * Puts into the answer to a start what a proxy took away from the path, so that the addresses in it
 * lead back through the proxy. Thread-safe.
 */
public class PrefixedAddresses implements ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof TaskStartResponse started) {
      String prefix = ForwardedPrefix.of(request.getHeaderString(ForwardedPrefix.HEADER));
      if (!prefix.isEmpty()) {
        response.setEntity(
            new TaskStartResponse(started.taskId(), prefix + started.streamUrl(), started.status()),
            new Annotation[0],
            response.getMediaType());
        prefixLocation(response, prefix);
      }
    }
  }

  private static void prefixLocation(ContainerResponseContext response, String prefix) {
    URI location = response.getLocation();
    if (location != null && location.getRawPath() != null) {
      String path = location.getRawPath();
      String whole = location.toString();
      int at = whole.indexOf(path, location.isAbsolute() ? whole.indexOf("//") + 2 : 0);
      response
          .getHeaders()
          .putSingle(
              HttpHeaders.LOCATION,
              URI.create(whole.substring(0, at) + prefix + whole.substring(at)));
    }
  }
}
