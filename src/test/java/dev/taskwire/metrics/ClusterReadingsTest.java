package dev.taskwire.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.sharing.SharedCounts;
import dev.taskwire.sharing.SharedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterReadingsTest {
  private static final SharedCounts COUNTS = new SharedCounts(1, 2, 3, 4, 5, 6, 7, 8);

  private static String text(String state) {
    List<SharedState.Node> nodes = new ArrayList<>();
    for (String node : List.of("up", "draining", "lost")) {
      nodes.add(new SharedState.Node(node, node, 0, 0));
    }
    byte[] text =
        new PrometheusFormat()
            .write(ClusterReadings.of(new SharedState(state, nodes), COUNTS), null);
    return new String(text, UTF_8);
  }

  private static List<String> samples(String state) {
    return text(state).lines().filter(line -> !line.startsWith("#")).toList();
  }

  @Test
  void of_serverThatShares_saysHowItIs() {
    assertEquals(
        List.of(
            "taskwire_cluster_ends_held 3.0",
            "taskwire_cluster_engine_errors_total 8.0",
            "taskwire_cluster_fenced_total 6.0",
            "taskwire_cluster_flushed_bytes_total 2.0",
            "taskwire_cluster_flushes_total 1.0",
            "taskwire_cluster_lost_total 7.0",
            "taskwire_cluster_mirror_lag_events 5.0",
            "taskwire_cluster_mirrors 4.0",
            "taskwire_cluster_nodes 2.0",
            "taskwire_cluster_up 1.0"),
        samples("up"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"suspect", "joining"})
  void of_serverThatDoesNotReachTheEngine_isNotUp(String state) {
    assertTrue(samples(state).contains("taskwire_cluster_up 0.0"));
  }

  @Test
  void dashboardAndAlerts_nameOnlyWhatThereIs() throws IOException {
    Set<String> used = new TreeSet<>();
    for (String file : List.of("taskwire-dashboard.json", "taskwire-alerts.yml")) {
      Matcher name =
          Pattern.compile("taskwire_cluster_[a-z_]+")
              .matcher(Files.readString(Path.of("server-config/grafana", file)));
      while (name.find()) {
        used.add(name.group());
      }
    }
    assertFalse(used.isEmpty());
    samples("up").forEach(sample -> used.remove(sample.split(" ")[0]));
    assertEquals(Set.of(), used);
  }
}
