package dev.taskwire.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a task's events are streamed; in owner mode with a ticket: whoever was told this address
 * may stream from it for a while. Thread-safe.
 */
final class StreamAddresses {
  private final boolean withTickets;
  private final Supplier<String> apiPath;
  private final StreamTickets tickets;

  StreamAddresses(Access access, Supplier<String> apiPath, StreamTickets tickets) {
    this.withTickets = access == Access.OWNER;
    this.apiPath = apiPath;
    this.tickets = tickets;
  }

  /** The address of a task that is accepted now. */
  String of(String taskId) {
    String path = apiPath.get() + "/tasks/" + taskId + "/stream";
    return ticketFor(taskId, Duration.ZERO).map(ticket -> path + "?ticket=" + ticket).orElse(path);
  }

  /** A ticket as of now, for a task that was accepted {@code age} ago; empty in open mode. */
  Optional<String> ticketFor(String taskId, Duration age) {
    return withTickets ? Optional.of(tickets.ticketFor(taskId, age)) : Optional.empty();
  }

  boolean opens(String ticket, String taskId, Duration age) {
    return withTickets && tickets.opens(ticket, taskId, age);
  }
}
