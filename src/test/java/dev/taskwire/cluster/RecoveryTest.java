package dev.taskwire.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.cluster.ClusterSettings.StartWhenDown;
import dev.taskwire.cluster.membership.KeptEnds;
import dev.taskwire.cluster.protocol.BellListener;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.FaultyEngine;
import dev.taskwire.cluster.protocol.FaultyEngine.Fault;
import dev.taskwire.cluster.protocol.GrowingTime;
import dev.taskwire.cluster.protocol.InMemoryEngine;
import dev.taskwire.engine.SharingEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server writes again, a heartbeat at a time, into an engine that has nothing. */
class RecoveryTest {
  private static final int FINISHED = 300;
  private static final int AT_ONCE = 256;
  private static final Duration RETENTION = Duration.ofMinutes(10);
  private static final long LEASE = Duration.ofSeconds(8).toNanos();

  private long nanos;
  private final InMemoryEngine before = new InMemoryEngine(new GrowingTime(), BellListener::rung);
  private final InMemoryEngine empty = new InMemoryEngine(() -> nanos / 1000, BellListener::rung);
  private final FaultyEngine engine = new FaultyEngine(empty);
  private final Cluster cluster =
      new Cluster(TestSettings.of("a", 200, 1500, StartWhenDown.REFUSE, false), any -> before);
  private final SharingEngine server =
      new SharingEngine(cluster, Map.of(), Duration.ZERO, List.of());
  private final Recovery recovery =
      new Recovery(
          engine,
          server.engine().server(),
          new OwnWrites(RETENTION, 100),
          new KeptEnds(RETENTION, 1_000_000, () -> nanos),
          cluster.opened().intents,
          cluster.opened().recorder,
          () -> nanos,
          LEASE);
  private final List<String> finished = new ArrayList<>();

  @BeforeEach
  void finishTasks() {
    for (int i = 0; i < FINISHED; i++) {
      finished.add(server.start((task, progress) -> "x"));
    }
    for (String id : finished) {
      var log = Objects.requireNonNull(server.engine().find(id)).broadcaster().log();
      assertTrue(log.listeners().awaitEnd(Duration.ofSeconds(20)));
    }
    recovery.engineForgot();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private long restored() {
    return finished.stream().filter(id -> empty.find(id) != null).count();
  }

  @Test
  void step_leavesInTimeForTheNextHeartbeat_andGoesOnAfterIt() {
    engine.meanwhile(() -> nanos += LEASE / 4, () -> {});
    recovery.step("a");
    assertEquals(AT_ONCE, restored());
    recovery.step("a");
    assertEquals(FINISHED, restored());
  }

  @Test
  void step_whenTheEngineGoesAway_isTriedAgain() {
    engine.fault(Fault.CUT);
    assertThrows(EngineUnavailableException.class, () -> recovery.step("a"));
    engine.fault(Fault.NONE);
    recovery.step("a");
    assertEquals(FINISHED, restored());
  }

  @Test
  void step_underAnotherName_beginsAnew() {
    engine.meanwhile(() -> nanos += LEASE / 4, () -> {});
    recovery.step("a");
    empty.wipe();
    recovery.step("b");
    recovery.step("b");
    assertEquals(FINISHED, restored());
  }

  @Test
  void taskThatIsGoneMeanwhile_isNotWrittenAgain() {
    engine.meanwhile(() -> nanos += LEASE / 4, () -> {});
    recovery.step("a");
    List<String> left = finished.stream().filter(id -> empty.find(id) == null).toList();
    left.forEach(id -> server.engine().removeCompletedTask(id));
    recovery.step("a");
    assertEquals(AT_ONCE, restored());
  }
}
