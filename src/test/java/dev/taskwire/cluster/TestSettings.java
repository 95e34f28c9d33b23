package dev.taskwire.cluster;

import dev.taskwire.cluster.ClusterSettings.StartWhenDown;
import java.time.Duration;

/** The settings of servers in one Java machine, whose times are short. */
final class TestSettings {
  private TestSettings() {}

  static ClusterSettings of(
      String node,
      int heartbeatMillis,
      int leaseMillis,
      StartWhenDown startWhenDown,
      boolean distribute) {
    return new ClusterSettings(
        ClusterSettings.Kind.REDIS,
        "",
        "test",
        node,
        Duration.ofMillis(heartbeatMillis),
        Duration.ofMillis(leaseMillis),
        Duration.ofMillis(5),
        startWhenDown,
        distribute,
        3);
  }
}
