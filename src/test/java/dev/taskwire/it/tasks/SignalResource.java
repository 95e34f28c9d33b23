package dev.taskwire.it.tasks;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

/** {@code /api/signals}: lets tasks go on that wait for a signal. */
@Path("signals")
@RequestScoped
public class SignalResource {
  /** Gives the signal {@code times} times. */
  @POST
  @Path("{name}")
  public void give(
      @PathParam("name") String name, @QueryParam("times") @DefaultValue("1") int times) {
    Signals.of(name).release(times);
  }
}
