package dev.taskwire.browser.tasks;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** {@code POST /api/gates/{name}} opens a gate for good. */
@Path("gates/{name}")
@RequestScoped
public class GatesResource {
  /** Lets all pass that wait for it. */
  @POST
  public void open(@PathParam("name") String name) {
    Gates.open(name);
  }
}
