package dev.taskwire.hostile;

import dev.taskwire.hostile.TaskStory.Denial;
import dev.taskwire.hostile.TaskStory.Sighting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What the contract says of several servers (§9), sentence by sentence, held against what the
 * clients of a task were told.
 */
final class SharedPromises {
  /** How clients are called that do not try again. */
  static final String ONLY_ONCE = "late";

  private static final long LOST_WITHIN_SECONDS = 15;

  /** An intent that was recorded just before the engine lost everything may not have been heard. */
  private static final long HEARD_WITHIN = TimeUnit.SECONDS.toNanos(3);

  private final FaultLog faults;
  private final long slackSeconds;

  SharedPromises(FaultLog faults, long slackSeconds) {
    this.faults = faults;
    this.slackSeconds = slackSeconds;
  }

  /** Whether the promises of a task that may be nowhere any more are not looked at. */
  boolean isExcused(TaskStory story) {
    return faults.mayBeForgotten(story.startedAt());
  }

  /** What is wrong, in sentences; none: all is kept. */
  List<String> broken(TaskStory story) {
    List<String> broken = new ArrayList<>(story.faults());
    List<Sighting> sightings = story.sightings();
    Map<String, List<Sighting>> byClient = new TreeMap<>();
    sightings.forEach(
        one -> byClient.computeIfAbsent(one.client(), any -> new ArrayList<>()).add(one));
    boolean begun = sightings.stream().anyMatch(SharedPromises::isStart);
    byClient.forEach((client, seen) -> checkClient(client, seen, begun, broken));
    checkBytes(sightings, broken);
    checkEnds(sightings, broken);
    checkDenials(story, broken);
    checkBegins(story, broken);
    checkCancel(story, broken);
    checkLoss(sightings, broken);
    return broken;
  }

  private static boolean isStart(Sighting sighting) {
    return sighting.bytes().contains("\"event_type\":\"task_started\"");
  }

  private static void checkClient(
      String client, List<Sighting> seen, boolean begun, List<String> broken) {
    if (begun && !isStart(seen.get(0))) {
      broken.add(client + " did not see first that it began: " + seen.get(0));
    }
    for (int i = 1; i < seen.size(); i++) {
      if (seen.get(i).id() <= seen.get(i - 1).id()) {
        broken.add(client + " saw an event again: " + seen.get(i) + " after " + seen.get(i - 1));
      }
      if (seen.get(i - 1).isEnd()) {
        broken.add(client + " saw something after the end: " + seen.get(i));
      }
    }
  }

  private static void checkBytes(List<Sighting> sightings, List<String> broken) {
    Map<Long, Sighting> first = new HashMap<>();
    for (Sighting sighting : sightings) {
      Sighting other = first.putIfAbsent(sighting.id(), sighting);
      if (other != null && !other.bytes().equals(sighting.bytes())) {
        broken.add("different bytes for one id: " + other + " and " + sighting);
      }
    }
  }

  private static void checkEnds(List<Sighting> sightings, List<String> broken) {
    Map<String, Sighting> ends = new HashMap<>();
    sightings.stream().filter(Sighting::isEnd).forEach(end -> ends.putIfAbsent(end.bytes(), end));
    if (ends.size() > 1) {
      broken.add("more than one end: " + ends.values());
    }
    Set<String> waiting = new HashSet<>();
    sightings.stream()
        .map(Sighting::client)
        .filter(client -> !client.startsWith(ONLY_ONCE))
        .forEach(waiting::add);
    sightings.stream().filter(Sighting::isEnd).forEach(end -> waiting.remove(end.client()));
    if (!waiting.isEmpty()) {
      broken.add("no end for " + waiting);
    }
  }

  private static void checkDenials(TaskStory story, List<String> broken) {
    long end =
        story.sightings().stream()
            .filter(Sighting::isEnd)
            .mapToLong(Sighting::id)
            .min()
            .orElse(Long.MAX_VALUE);
    for (Denial denial : story.denials()) {
      boolean mayBeGone = denial.nanos() >= story.deletedAt();
      if (denial.status() == 404 && !mayBeGone || denial.status() == 204 && denial.seen() < end) {
        broken.add("a task that is there was denied: " + denial);
      }
    }
  }

  private void checkBegins(TaskStory story, List<String> broken) {
    List<String> begins = List.of();
    try {
      begins = Files.exists(story.marks()) ? Files.readAllLines(story.marks()) : begins;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    if (story.ids().size() > 1) {
      broken.add("one key has started " + story.ids());
    }
    if (begins.size() > 1 && story.ids().size() <= 1) {
      broken.add("it has begun more than once, in the processes " + begins);
    }
  }

  private void checkCancel(TaskStory story, List<String> broken) {
    long at = story.cancelledAt();
    if (at == Long.MAX_VALUE || faults.isEmptied(at - HEARD_WITHIN, at + HEARD_WITHIN)) {
      return;
    }
    for (Sighting end : story.sightings()) {
      boolean honoured =
          end.bytes().contains("task_cancelled")
              || end.bytes().contains("\"code\":\"node_lost\"")
              || end.bytes().contains("\"code\":\"shutdown\"");
      if (end.isEnd() && !honoured) {
        broken.add("a cancel that was answered was not honoured: " + end);
        return;
      }
    }
  }

  private void checkLoss(List<Sighting> sightings, List<String> broken) {
    OptionalLong first = lossSeenAt(sightings);
    if (first.isEmpty()) {
      return;
    }
    OptionalLong since = faults.lostBefore(first.getAsLong());
    if (since.isEmpty()) {
      broken.add("node_lost, and no server was lost");
      return;
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(first.getAsLong() - since.getAsLong());
    if (seconds > LOST_WITHIN_SECONDS + slackSeconds) {
      broken.add("node_lost only after " + seconds + " s");
    }
  }

  /** When somebody first saw that the task's server is lost; empty: nobody did. */
  static OptionalLong lossSeenAt(List<Sighting> sightings) {
    return sightings.stream()
        .filter(sighting -> sighting.bytes().contains("\"code\":\"node_lost\""))
        .mapToLong(Sighting::nanos)
        .min();
  }
}
