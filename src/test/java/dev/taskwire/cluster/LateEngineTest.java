package dev.taskwire.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.taskwire.cluster.protocol.BellListener;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.InMemoryEngine;
import dev.taskwire.engine.RecordedLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** An engine that is not there when the server starts. */
class LateEngineTest {
  private final InMemoryEngine there = new InMemoryEngine(() -> 0, BellListener::rung);
  private long nanos;
  private int tries;
  private final LongAdder failures = new LongAdder();
  private boolean isUp;
  private String why = "not yet";
  private final ClusterEngine engine = new LateEngine(this::open, () -> nanos, failures).asEngine();

  private ClusterEngine open() {
    tries++;
    if (!isUp) {
      throw new EngineUnavailableException(why, null);
    }
    return there;
  }

  private byte[] ask() {
    return engine.putIfAbsent("key", new byte[1], Duration.ofSeconds(1));
  }

  @Test
  void call_beforeItIsThere_isAwayAndTriesOnceASecond() {
    assertThrows(EngineUnavailableException.class, this::ask);
    assertThrows(EngineUnavailableException.class, this::ask);
    assertEquals(1, tries);
    assertEquals(2, failures.sum());
    isUp = true;
    nanos += Duration.ofSeconds(1).toNanos();
    assertEquals(1, ask().length);
    assertEquals(1, ask().length);
    assertEquals(2, tries);
    assertEquals(2, failures.sum());
  }

  @Test
  void call_afterClose_isAway() {
    engine.close();
    isUp = true;
    assertThrows(EngineUnavailableException.class, this::ask);
    assertEquals(0, tries);
  }

  @Test
  void call_thatFailsAgainAndAgain_saysWhyOnce() {
    try (RecordedLog log = new RecordedLog()) {
      for (int i = 0; i < 3; i++) {
        assertThrows(EngineUnavailableException.class, this::ask);
        nanos += Duration.ofSeconds(1).toNanos();
      }
      why = "not yet, for another reason";
      assertThrows(EngineUnavailableException.class, this::ask);
      assertEquals(
          List.of(
              "not yet It is tried again each second (tasks.cluster.url).",
              "not yet, for another reason It is tried again each second (tasks.cluster.url)."),
          log.records);
    }
  }
}
