package dev.taskwire.edge;

import dev.taskwire.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/**
 * Answers 404 to any request for our resources that did not pass {@link EdgeFilter}: where a host's
 * configuration leads around it, nothing of ours is there. Thread-safe.
 */
@PreMatching
@Priority(0)
public class EdgePassed implements ContainerRequestFilter {
  private static final Logger LOG = Logger.getLogger(EdgePassed.class.getPackageName());

  private final AtomicBoolean said = new AtomicBoolean();

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getProperty(EdgeFilter.PASSED) instanceof Edge) {
      return;
    }
    if (said.compareAndSet(false, true)) {
      LOG.warning(
          "Taskwire's API was called without its filter "
              + EdgeFilter.NAME
              + " and answers 404: its servlet must be named "
              + ApiServlet.NAME
              + ", and web.xml must not leave its jar out of an absolute ordering.");
    }
    request.abortWith(
        Response.status(404).type(Problem.MEDIA_TYPE).entity(Problem.of(404)).build());
  }
}
