package dev.taskwire.edge;

import dev.taskwire.engine.TaskEngine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises requests that need no caller because their address carries a ticket: with {@code
 * tasks.access=owner} the {@code stream_url} of a start. Thread-safe.
 *
 * <p>Anything but exactly such an address goes the usual way, and so does one whose ticket is wrong
 * or too old.
 */
@ApplicationScoped
public class TicketRule {
  private static final Pattern EVENTS = Pattern.compile("/tasks/([0-9a-f-]{36})/(?:stream|events)");
  private static final Pattern TICKET = Pattern.compile("(?:^|&)ticket=([A-Za-z0-9_-]{43})(?:&|$)");

  @Inject private TaskEngine engine;

  /**
   * Whether the request is for the events of one task, by stream or by poll, with a ticket for it.
   */
  boolean admits(HttpServletRequest request) {
    String query = request.getQueryString();
    if (query == null || !query.contains("ticket=") || !request.getMethod().equals("GET")) {
      return false;
    }
    // What the container made of the address, and only if the client wrote the very same: then
    // JAX-RS, which reads the address anew, can see nothing else in it.
    String path = request.getPathInfo();
    Matcher events = EVENTS.matcher(path == null ? "" : path);
    return events.matches()
        && request.getRequestURI().endsWith(events.group())
        && opensStream(request, events.group(1));
  }

  /** Whether the request carries a ticket for the stream of the task with this id. */
  public boolean opensStream(HttpServletRequest request, String taskId) {
    return ticketIn(request).filter(ticket -> engine.opensStream(ticket, taskId)).isPresent();
  }

  private static Optional<String> ticketIn(HttpServletRequest request) {
    String query = request.getQueryString();
    Matcher ticket = TICKET.matcher(query == null ? "" : query);
    return ticket.find() ? Optional.of(ticket.group(1)) : Optional.empty();
  }
}
