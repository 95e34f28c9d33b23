package dev.taskwire.docs;

// region resource
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

/** {@code /api/pictures}: starts work on pictures. */
@Path("pictures")
@RequestScoped
public class PicturesResource {
  @Inject TaskService tasks;

  /** Queues thumbnails; the answer says where to watch. */
  @POST
  @Path("thumbnails")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response thumbnails(ThumbnailTask.Params params, @Context UriInfo uris) {
    TaskStartResponse started = tasks.startTask(ThumbnailTask.class, params);
    URI task = uris.getBaseUriBuilder().path("tasks").path(started.taskId()).build();
    return Response.created(task).entity(started).build();
  }
}
// endregion
