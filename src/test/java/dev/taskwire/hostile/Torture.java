package dev.taskwire.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** What all clients of a run have in common, and what they found. Thread-safe. */
final class Torture {
  private final Fleet fleet;
  private final FaultLog faults;
  private final SharedPromises promises;
  private final List<String> broken = new ArrayList<>();
  private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();
  private final AtomicLong slowestLoss = new AtomicLong();
  private volatile boolean over;

  Torture(Fleet fleet, FaultLog faults, SharedPromises promises) {
    this.fleet = fleet;
    this.faults = faults;
    this.promises = promises;
  }

  Fleet fleet() {
    return fleet;
  }

  FaultLog faults() {
    return faults;
  }

  /** Whether nobody waits for an end any more. */
  boolean isOver() {
    return over;
  }

  void end() {
    over = true;
  }

  void count(String what) {
    counts.computeIfAbsent(what, any -> new AtomicLong()).incrementAndGet();
  }

  /** All that clients do with a task is done: it is held against what was promised. */
  void done(TaskStory story) {
    count("tasks");
    OptionalLong lossSeen = SharedPromises.lossSeenAt(story.sightings());
    if (lossSeen.isPresent()) {
      count("tasks lost with their server");
      long since = faults.lostBefore(lossSeen.getAsLong()).orElse(lossSeen.getAsLong());
      slowestLoss.accumulateAndGet(lossSeen.getAsLong() - since, Math::max);
    }
    if (promises.isExcused(story)) {
      count("tasks not looked at: engine emptied, and a server gone");
      return;
    }
    List<String> found = promises.broken(story);
    if (!found.isEmpty()) {
      fault("Task " + story.ids() + ": " + String.join("\n  ", found) + whatIsKnown(story));
    }
  }

  /** What its clients have seen last, and what each server says of it now. */
  private String whatIsKnown(TaskStory story) {
    StringBuilder known = new StringBuilder();
    Map<String, TaskStory.Sighting> last = new ConcurrentSkipListMap<>();
    story.sightings().forEach(seen -> last.put(seen.client(), seen));
    last.values().forEach(seen -> known.append("\n  last: ").append(seen));
    story.denials().forEach(denial -> known.append("\n  ").append(denial));
    for (FleetServer server : fleet.servers()) {
      for (String id : story.ids()) {
        known.append("\n  ").append(server.name()).append(": ");
        try {
          known.append(server.ask("GET", "tasks/" + id, "", "").body());
          known.append(server.ask("GET", "tasks/" + id + "/events?after=1", "", "").body());
        } catch (IOException unknown) {
          known.append(unknown);
        }
      }
    }
    return known.toString();
  }

  /** Something is wrong. */
  void fault(String sentence) {
    System.out.println("Torture: BROKEN: " + sentence);
    synchronized (broken) {
      broken.add(sentence);
    }
  }

  List<String> broken() {
    synchronized (broken) {
      return List.copyOf(broken);
    }
  }

  /** What happened, for people. */
  String counts() {
    return counts + ", slowest node_lost " + slowestLoss.get() / 1_000_000 + " ms";
  }
}
