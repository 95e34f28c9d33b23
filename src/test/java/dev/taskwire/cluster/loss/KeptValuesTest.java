package dev.taskwire.cluster.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.taskwire.cluster.protocol.BellListener;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.FaultyEngine;
import dev.taskwire.cluster.protocol.FaultyEngine.Fault;
import dev.taskwire.cluster.protocol.InMemoryEngine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeptValuesTest {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final byte[] FIRST = {1};
  private static final byte[] SECOND = {2};
  private static final byte[] OTHERS = {3};

  private long nanos;
  private final InMemoryEngine memory = new InMemoryEngine(() -> nanos / 1000, BellListener::rung);
  private final FaultyEngine engine = new FaultyEngine(memory);
  private final KeptValues values =
      new KeptValues(engine, () -> nanos, 1000, Duration.ofSeconds(8).toNanos());

  private void wipe() {
    memory.wipe();
    values.engineForgot();
  }

  private byte[] there(String key) {
    return engine.putIfAbsent(key, OTHERS, LIFE);
  }

  @Test
  void value_isPutAgain_whenTheEngineHasLostIt() {
    values.keep("key", FIRST, LIFE);
    values.keep("key", SECOND, LIFE);
    wipe();
    values.look();
    assertArrayEquals(SECOND, there("key"));
  }

  @Test
  void value_thatIsForgottenOrOver_isNotPutAgain() {
    values.keep("forgotten", FIRST, LIFE);
    values.forget("forgotten");
    values.keep("over", FIRST, Duration.ofMinutes(1));
    nanos += Duration.ofMinutes(1).toNanos();
    wipe();
    values.look();
    assertArrayEquals(OTHERS, there("forgotten"));
    assertArrayEquals(OTHERS, there("over"));
  }

  @Test
  void value_livesNoLongerThanBefore() {
    values.keep("key", FIRST, LIFE);
    nanos += Duration.ofMinutes(59).toNanos();
    wipe();
    values.look();
    nanos += Duration.ofMinutes(1).toNanos();
    assertArrayEquals(OTHERS, there("key"));
  }

  @Test
  void value_inWhosePlaceAnotherServerHasOneForAMoment_isPutAgainAfterThat() {
    values.keep("key", FIRST, LIFE);
    wipe();
    there("key");
    values.look();
    engine.replace("key", OTHERS, null, LIFE);
    values.look();
    assertArrayEquals(FIRST, there("key"));
  }

  @Test
  void value_inWhosePlaceAnotherServerHasOne_isGivenUp() {
    values.keep("key", FIRST, LIFE);
    wipe();
    there("key");
    nanos += Duration.ofMinutes(1).toNanos();
    values.look();
    engine.replace("key", OTHERS, null, LIFE);
    values.look();
    assertArrayEquals(OTHERS, there("key"));
  }

  @Test
  void value_thatAFailoverHasLost_isPutAgainALeaseLater() {
    engine.putIfAbsent("key", FIRST, LIFE);
    values.keep("key", FIRST, LIFE);
    engine.replace("key", FIRST, null, LIFE);
    values.look();
    nanos += Duration.ofSeconds(8).toNanos();
    values.look();
    assertArrayEquals(FIRST, there("key"));
  }

  @Test
  void values_areAllPutAgain_ifTheEngineGoesAwayInBetween() {
    values.keep("one", FIRST, LIFE);
    values.keep("two", SECOND, LIFE);
    wipe();
    engine.fault(Fault.CUT);
    assertThrows(EngineUnavailableException.class, values::look);
    engine.fault(Fault.NONE);
    values.look();
    assertArrayEquals(FIRST, there("one"));
    assertArrayEquals(SECOND, there("two"));
  }

  @Test
  void values_beyondTheBound_areForgotten_oldestFirst() {
    values.keep("old", new byte[600], LIFE);
    values.keep("new", new byte[600], LIFE);
    wipe();
    values.look();
    assertArrayEquals(OTHERS, there("old"));
    assertArrayEquals(new byte[600], there("new"));
  }
}
