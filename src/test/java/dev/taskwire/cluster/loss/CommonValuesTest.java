package dev.taskwire.cluster.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.taskwire.cluster.protocol.BellListener;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.InMemoryEngine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommonValuesTest {
  private static final long LEASE = Duration.ofSeconds(8).toNanos();
  private static final byte[] FIRST = {1};
  private static final byte[] SECOND = {2};
  private static final byte[] THIRD = {3};

  private long nanos;
  private boolean hasAll = true;
  private final InMemoryEngine engine = new InMemoryEngine(() -> nanos / 1000, BellListener::rung);

  private CommonValues server() {
    return new CommonValues(
        engine, () -> hasAll, new LateValues(engine, () -> nanos), () -> nanos, LEASE);
  }

  @Test
  void proposalOfTheFirst_isThatOfAll_alsoWhenTheFirstIsGone_andTheEngineHasLostIt() {
    assertArrayEquals(FIRST, server().agree("key", FIRST));
    CommonValues second = server();
    assertArrayEquals(FIRST, second.agree("key", SECOND));
    engine.wipe();
    second.engineForgot();
    second.look();
    assertArrayEquals(FIRST, server().agree("key", THIRD));
  }

  @Test
  void value_staysAsLongAsAServer_andAnHourLonger() {
    CommonValues server = server();
    server.agree("key", FIRST);
    for (int i = 0; i < 24; i++) {
      nanos += Duration.ofMinutes(30).toNanos();
      server.look();
    }
    nanos += Duration.ofMinutes(59).toNanos();
    assertArrayEquals(FIRST, server().agree("key", SECOND));
    nanos += Duration.ofMinutes(61).toNanos();
    assertArrayEquals(THIRD, server().agree("key", THIRD));
  }

  @Test
  void proposalOfOneThatDoesNotKnow_isWithdrawn_andHoldsNobodyUp() {
    CommonValues first = server();
    CommonValues second = server();
    CommonValues third = server();
    first.agree("key", FIRST);
    engine.wipe();
    hasAll = false;
    assertThrows(EngineUnavailableException.class, () -> second.agree("key", SECOND));
    engine.putIfAbsent("key", THIRD, Duration.ofHours(1));
    first.engineForgot();
    first.look();
    assertThrows(EngineUnavailableException.class, () -> second.agree("key", SECOND));
    engine.replace("key", THIRD, null, Duration.ofHours(1));
    first.look();
    hasAll = true;
    assertArrayEquals(FIRST, second.agree("key", SECOND));
    assertArrayEquals(FIRST, third.agree("key", THIRD));
  }
}
