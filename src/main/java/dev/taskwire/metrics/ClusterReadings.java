package dev.taskwire.metrics;

import dev.taskwire.metrics.MetricFamily.Kind;
import dev.taskwire.metrics.MetricFamily.Value;
import dev.taskwire.sharing.SharedCounts;
import dev.taskwire.sharing.SharedState;
import java.util.List;
import java.util.Map;

/**
 * Names the numbers of a server that shares its tasks. Stateless.
 *
 * <p>All but the number of servers are this server's own.
 */
final class ClusterReadings {
  private ClusterReadings() {}

  static List<MetricFamily> of(SharedState state, SharedCounts counts) {
    return List.of(
        gauge(
            "up",
            "Whether this server reaches the engine that it shares with others.",
            state.state().equals("up") ? 1 : 0),
        gauge(
            "nodes",
            "Servers that share their tasks, as this one knows: the same on each, not to be added up.",
            state.nodes().stream().filter(node -> !node.state().equals("lost")).count()),
        counter(
            "flushes",
            "Requests that recorded what tasks of this server report.",
            counts.flushes()),
        counter("flushed_bytes", "Bytes of events and tasks in them.", counts.flushedBytes()),
        gauge(
            "ends_held",
            "Tasks of this server whose end waits to be recorded, and is not shown yet.",
            counts.endsHeld()),
        gauge("mirrors", "Tasks of other servers that this one knows.", counts.mirrors()),
        gauge(
            "mirror_lag_events",
            "Events of tasks watched here that their servers have told of and that have not come yet.",
            counts.mirrorLag()),
        counter("fenced", "How often the others declared this server lost.", counts.fenced()),
        counter(
            "lost",
            "Servers that this one declared lost: each is counted on one server only.",
            counts.lost()),
        counter("engine_errors", "Calls of the engine that failed.", counts.engineErrors()));
  }

  private static MetricFamily counter(String name, String help, long value) {
    return family(name, help, Kind.COUNTER, value);
  }

  private static MetricFamily gauge(String name, String help, long value) {
    return family(name, help, Kind.GAUGE, value);
  }

  private static MetricFamily family(String name, String help, Kind kind, long value) {
    return new MetricFamily(
        "taskwire_cluster_" + name, help, kind, List.of(new Value(Map.of(), value)));
  }
}
