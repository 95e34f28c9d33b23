package dev.taskwire.rest;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletResponse;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An answer with JSON that is given later. It is given even if the application leaves meanwhile: a
 * request that stays open would keep the class loader as long as its connection lives. Not
 * thread-safe: one thread sends, once.
 */
final class SuspendedAnswer {
  private static final Logger LOG = Logger.getLogger(SuspendedAnswer.class.getName());

  private final AsyncResponse response;
  private final AsyncContext async;

  /**
   * Wraps a suspended request.
   *
   * @param async the same request, as the servlet container knows it
   */
  SuspendedAnswer(AsyncResponse response, AsyncContext async) {
    this.response = response;
    this.async = async;
  }

  /** Has {@code action} run unless the answer was sent within so many seconds. */
  void after(int seconds, Runnable action) {
    response.setTimeoutHandler(timedOut -> action.run());
    response.setTimeout(seconds, TimeUnit.SECONDS);
  }

  void send(String json) {
    try {
      // with its type: RESTEasy would send one with a parameter of its own
      response.resume(Response.ok(json, MediaType.APPLICATION_JSON_TYPE).build());
    } catch (RuntimeException runtimeIsGone) {
      // Payara ends JAX-RS before it tells the application that it is undeployed
      LOG.log(Level.FINE, "An answer is written without JAX-RS", runtimeIsGone);
      sendAsServlet(json);
    }
  }

  private void sendAsServlet(String json) {
    try {
      ServletResponse plain = async.getResponse();
      if (!plain.isCommitted()) {
        plain.setContentType(MediaType.APPLICATION_JSON);
        plain.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException clientGone) {
      LOG.log(Level.FINE, "The client of a long poll left", clientGone);
    } finally {
      async.complete();
    }
  }
}
