package dev.taskwire.hostile.guest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The host's mapper of a fault that nobody else maps. */
@Provider
public class HostFaults implements ExceptionMapper<IllegalStateException> {
  @Override
  public Response toResponse(IllegalStateException failure) {
    return Response.status(418).type("text/plain").entity(failure.getMessage()).build();
  }
}
