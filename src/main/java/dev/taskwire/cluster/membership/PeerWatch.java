package dev.taskwire.cluster.membership;

import dev.taskwire.cluster.protocol.NodeBeat;
import java.util.HashMap;
import java.util.Map;

/**
 * Which of the others are lost: those whose counter has stood still for a whole lease, by this
 * server's monotonic time, while every heartbeat of this server succeeded. Confined to one thread.
 */
public class PeerWatch {
  /*
   * No wall clock is looked at, and no time of another server. A counter was surely the same from the moment when an answer with it
   * had come to the moment when the last request for it was sent, so a pause of this server makes the verdict later, never earlier. A
   * heartbeat that failed, or that comes after a pause, begins all the sightings anew: who is back first after the engine was away must
   * not find that nobody else has moved.
   */
  private final long leaseNanos;
  private final long longestGapNanos;
  private final Map<String, Sighting> sightings = new HashMap<>();
  private long lastNanos;

  /**
   * Creates a watch that has seen nobody.
   *
   * @param leaseNanos how long a counter stands still before its server is lost
   * @param longestGapNanos how far apart own heartbeats may be; more is a pause
   */
  public PeerWatch(long leaseNanos, long longestGapNanos) {
    this.leaseNanos = leaseNanos;
    this.longestGapNanos = longestGapNanos;
  }

  /** An own heartbeat failed. */
  void failed() {
    sightings.clear();
  }

  /**
   * An own heartbeat succeeded.
   *
   * @param sent when it was sent
   * @param received when its answer came
   * @param self this server
   * @param nodes all servers that the engine told of
   * @return who is to be declared lost, with the counter that it stands at
   */
  Map<String, Long> succeeded(long sent, long received, String self, Map<String, NodeBeat> nodes) {
    if (sent - lastNanos > longestGapNanos) {
      sightings.clear();
    }
    lastNanos = received;
    sightings.keySet().retainAll(nodes.keySet());
    Map<String, Long> lost = new HashMap<>();
    nodes.forEach(
        (node, beat) -> {
          if (node.equals(self) || beat.lost()) {
            sightings.remove(node);
            return;
          }
          Sighting sighting = sightings.get(node);
          if (sighting == null || sighting.counter() != beat.counter()) {
            sightings.put(node, new Sighting(beat.counter(), received));
          } else if (sent - sighting.sinceNanos() >= leaseNanos) {
            lost.put(node, beat.counter());
          }
        });
    return lost;
  }

  private record Sighting(long counter, long sinceNanos) {}
}
