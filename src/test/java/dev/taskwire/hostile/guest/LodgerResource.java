package dev.taskwire.hostile.guest;

import jakarta.ejb.Stateless;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;

/** A resource of the host without an application, and an EJB. */
@Path("lodger")
@Stateless
public class LodgerResource {
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Article show() {
    Article article = new Article();
    article.setArticleName("ink");
    return article;
  }

  @POST
  @Path("form")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public String form(MultivaluedMap<String, String> form) {
    return String.valueOf(form.getFirst("name"));
  }

  @POST
  @Path("field")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public String field(@FormParam("name") String name) {
    return name;
  }

  /** The type that the host maps, and ours would. */
  @GET
  @Path("refused")
  public String refused() {
    throw new NotAcceptableException();
  }

  @GET
  @Path("broken")
  public String broken() {
    throw new IllegalStateException("broken lodger");
  }
}
