package dev.taskwire.it.consumer;

import dev.taskwire.TaskInfo;
import dev.taskwire.TaskService;
import dev.taskwire.TaskStartResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * {@code /api/shop}: starts the shop's tasks through the injected service, by class and by
 * instance.
 */
@Path("shop")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ShopResource {
  @Inject TaskService tasks;
  @Inject Lookups lookups;

  /** A quote, from a task that CDI makes. */
  @POST
  @Path("quote")
  @Consumes(MediaType.APPLICATION_JSON)
  public TaskStartResponse quote(Quote quote) {
    return tasks.startTask(QuoteTask.class, quote);
  }

  /** What the thread that serves this can do. */
  @POST
  @Path("lookups")
  @Consumes(MediaType.APPLICATION_JSON)
  public Map<String, String> lookups(Quote quote) {
    return lookups.tryAll();
  }

  /** A count of stock, from a task that CDI makes. */
  @POST
  @Path("stock")
  public TaskStartResponse stock() {
    return tasks.startTask(StockTask.class, List.of("pen", "paper"));
  }

  /** Orders in the database, from a task that CDI makes. */
  @POST
  @Path("orders")
  public TaskStartResponse orders() {
    return tasks.startTask(OrdersTask.class, 3);
  }

  /** A greeting, from a task that is an instance. */
  @POST
  @Path("greeting/{name}")
  public TaskStartResponse greeting(@PathParam("name") String name) {
    return tasks.startTask(new GreetingTask("Hello "), name);
  }

  /** What is on a shelf, as JSON of the shop's own. */
  @GET
  @Path("shelf")
  public Shelf shelf() {
    return new Shelf("A 1", Instant.parse("2026-11-23T12:00:00.12Z"), null);
  }

  /** Keeps both workers busy until {@link #resume}. */
  @POST
  @Path("pause")
  public void pause() {
    tasks.startTask(new PausedTask(), 0);
    tasks.startTask(new PausedTask(), 0);
  }

  /** Gives the workers back. */
  @POST
  @Path("resume")
  public void resume() {
    PausedTask.resume();
  }

  /** Fails in a way that the shop did not think of. */
  @POST
  @Path("broken")
  public void broken() {
    throw new IllegalStateException("dev.taskwire.it.Secret of the shop");
  }

  /** The task when it is over, or as it is after ten seconds. */
  @GET
  @Path("tasks/{id}")
  public TaskInfo finished(@PathParam("id") String id) {
    tasks.getTaskEvents(id, Duration.ofSeconds(10));
    return tasks.getTaskStatus(id).orElseThrow(NotFoundException::new);
  }
}
