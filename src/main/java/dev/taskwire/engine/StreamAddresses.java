package dev.taskwire.engine;

import dev.taskwire.settings.Access;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a task's events are streamed; in owner mode with a ticket: whoever was told this address
 * may stream from it for a while. Thread-safe.
 */
final class StreamAddresses {
  private final boolean withTickets;
  private final Supplier<String> apiPath;
  private final StreamTickets tickets;
  private final Function<String, @Nullable Duration> ages;

  /**
   * Creates them.
   *
   * @param ages tells how long ago a task was accepted; {@code null} if it is unknown
   */
  StreamAddresses(
      Access access,
      Supplier<String> apiPath,
      StreamTickets tickets,
      Function<String, @Nullable Duration> ages) {
    this.withTickets = access == Access.OWNER;
    this.apiPath = apiPath;
    this.tickets = tickets;
    this.ages = ages;
  }

  /** The address of a task that is accepted now. */
  String of(String taskId) {
    String path = apiPath.get() + "/tasks/" + taskId + "/stream";
    return withTickets ? path + "?ticket=" + tickets.ticketFor(taskId, Duration.ZERO) : path;
  }

  /** A ticket as of now; empty in open mode, or if the task is unknown. */
  Optional<String> ticketFor(String taskId) {
    Duration age = withTickets ? ages.apply(taskId) : null;
    return Optional.ofNullable(age).map(since -> tickets.ticketFor(taskId, since));
  }

  /** Whether it is a ticket for this task, drawn not too long ago. */
  boolean opens(String ticket, String taskId) {
    Duration age = withTickets ? ages.apply(taskId) : null;
    return age != null && tickets.opens(ticket, taskId, age);
  }
}
