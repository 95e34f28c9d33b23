package dev.taskwire.hostile.guest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** How the host says what went wrong, for the type that ours maps, too. */
@Provider
public class HostProblems implements ExceptionMapper<WebApplicationException> {
  @Override
  public Response toResponse(WebApplicationException failure) {
    int status = failure.getResponse().getStatus();
    return Response.status(status).type("text/plain").entity("host says " + status).build();
  }
}
