package dev.taskwire.cluster.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.taskwire.cluster.protocol.BellListener;
import dev.taskwire.cluster.protocol.FaultyEngine;
import dev.taskwire.cluster.protocol.FaultyEngine.Fault;
import dev.taskwire.cluster.protocol.InMemoryEngine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LateValuesTest {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final byte[] UNDER_WAY = {0};
  private static final byte[] ANSWER = {1};
  private static final byte[] OTHERS = {2};

  private long nanos;
  private final FaultyEngine engine =
      new FaultyEngine(new InMemoryEngine(() -> nanos / 1000, BellListener::rung));
  private final LateValues values = new LateValues(engine, () -> nanos);

  private byte[] there() {
    return engine.putIfAbsent("key", OTHERS, LIFE);
  }

  private void replaceWhileTheEngineIsAway(byte @Nullable [] value) {
    engine.putIfAbsent("key", UNDER_WAY, LIFE);
    engine.fault(Fault.CUT);
    values.replace("key", UNDER_WAY, value, LIFE);
    engine.fault(Fault.NONE);
  }

  @Test
  void replace_atOnce() {
    engine.putIfAbsent("key", UNDER_WAY, LIFE);
    values.replace("key", UNDER_WAY, ANSWER, LIFE);
    assertArrayEquals(ANSWER, there());
  }

  @Test
  void replace_whileTheEngineIsAway_isMadeUpFor() {
    replaceWhileTheEngineIsAway(ANSWER);
    assertArrayEquals(UNDER_WAY, there());
    values.look();
    assertArrayEquals(ANSWER, there());
  }

  @Test
  void keyOfAStartThatFailed_isFreeAsSoonAsTheEngineIsBack() {
    replaceWhileTheEngineIsAway(null);
    values.look();
    assertArrayEquals(OTHERS, there());
  }

  @Test
  void replace_thatWasLateForMoreThanAMinute_isForgotten() {
    replaceWhileTheEngineIsAway(ANSWER);
    nanos += Duration.ofSeconds(61).toNanos();
    values.look();
    assertArrayEquals(UNDER_WAY, there());
  }
}
