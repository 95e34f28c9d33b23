package dev.taskwire.hostile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the clients of one task were told of it, by which server and when. Thread-safe. */
final class TaskStory {
  /**
   * An event, as one client got it.
   *
   * @param client who got it: one that reconnects stays the same
   * @param server who sent it
   * @param id its sequence
   * @param bytes the whole frame, one character a byte
   * @param nanos when, by this machine's monotonic clock
   */
  record Sighting(String client, String server, long id, String bytes, long nanos) {
    boolean isEnd() {
      return bytes.matches("(?s).*\"event_type\":\"task_(completed|failed|cancelled)\".*");
    }
  }

  /**
   * An answer by which there is no such task, or no more of it: 404, 204.
   *
   * @param seen the last event that the client had seen; 0: none
   */
  record Denial(String server, String call, int status, long seen, long nanos) {}

  private final Path marks;
  private final long startedAt;
  private final List<Sighting> sightings = new ArrayList<>();
  private final List<Denial> denials = new ArrayList<>();
  private final Set<String> ids = new LinkedHashSet<>();
  private final List<String> faults = new ArrayList<>();
  private long cancelledAt = Long.MAX_VALUE;
  private long deletedAt = Long.MAX_VALUE;

  /**
   * Begins one.
   *
   * @param marks where the task leaves a line when it begins
   * @param startedAt when its start was first sent
   */
  TaskStory(Path marks, long startedAt) {
    this.marks = marks;
    this.startedAt = startedAt;
  }

  Path marks() {
    return marks;
  }

  long startedAt() {
    return startedAt;
  }

  synchronized void seen(Sighting sighting) {
    sightings.add(sighting);
  }

  synchronized void denied(Denial denial) {
    denials.add(denial);
  }

  /** A start was answered with this id; another one with the same key as well, perhaps. */
  synchronized void started(String taskId) {
    ids.add(taskId);
  }

  /** A client saw what must not be, and what no sighting shows. */
  synchronized void fault(String sentence) {
    faults.add(sentence);
  }

  /** A cancel was answered with 200. */
  synchronized void cancelled(long nanos) {
    cancelledAt = Math.min(cancelledAt, nanos);
  }

  /** A delete was sent: from now on it may be gone. */
  synchronized void deleted(long nanos) {
    deletedAt = Math.min(deletedAt, nanos);
  }

  synchronized List<Sighting> sightings() {
    return List.copyOf(sightings);
  }

  synchronized List<Denial> denials() {
    return List.copyOf(denials);
  }

  /** The ids that starts were answered with. */
  synchronized List<String> ids() {
    return List.copyOf(ids);
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  /** When a cancel was answered; {@code Long.MAX_VALUE}: none was. */
  synchronized long cancelledAt() {
    return cancelledAt;
  }

  /** When a delete was sent; {@code Long.MAX_VALUE}: none was. */
  synchronized long deletedAt() {
    return deletedAt;
  }
}
