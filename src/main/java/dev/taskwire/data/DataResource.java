package dev.taskwire.data;

import dev.taskwire.TaskService;
import dev.taskwire.TaskStartResponse;
import jakarta.enterprise.context.Dependent;
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

/** {@code /api/data}: starts the processing of a file. */
@Dependent
public class DataResource {
  @Inject TaskService tasks;

  /**
   * Queues a {@link DataProcessingTask}.
   *
   * @param params the body of the request
   * @param uris the request's address
   * @return 201 with the task's address and id
   */
  @POST
  @Path("process")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response process(DataProcessingParams params, @Context UriInfo uris) {
    TaskStartResponse started = tasks.startTask(DataProcessingTask.class, params);
    URI task = URI.create(uris.getBaseUri() + "tasks/" + started.taskId());
    return Response.created(task).entity(started).build();
  }
}
