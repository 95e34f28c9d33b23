package dev.taskwire.hostile.guest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Tasks of the host's own, at the path of ours. */
@Path("tasks")
public class HostTasks {
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Article list() {
    Article article = new Article();
    article.setArticleName("<pen>");
    article.setUnitPrice(3);
    return article;
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.TEXT_PLAIN)
  public String show(@PathParam("id") String id) {
    return "task of the host " + id;
  }

  /** Echoes what the host's rules made of the JSON. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Article start(Article article) {
    return article;
  }

  @GET
  @Path("{id}/broken")
  public String broken(@PathParam("id") String id) {
    throw new IllegalStateException("broken " + id);
  }
}
