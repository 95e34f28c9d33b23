package ${package};

import dev.taskwire.TaskService;
import dev.taskwire.TaskStartResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** {@code /api/primes}: starts counting, and says where to watch. */
@Path("primes")
@RequestScoped
public class PrimesResource {
  @Inject TaskService tasks;

  /** Queues a count; invalid parameters are answered with 400, a full queue with 503. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response count(PrimesTask.Params params, @Context UriInfo uris) {
    TaskStartResponse started = tasks.startTask(PrimesTask.class, params);
    URI task = uris.getBaseUriBuilder().path("tasks").path(started.taskId()).build();
    return Response.created(task).entity(started).build();
  }
}
