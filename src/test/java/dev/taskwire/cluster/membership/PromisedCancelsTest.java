package dev.taskwire.cluster.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.lifecycle.Cancellation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PromisedCancelsTest {
  private static final long LEASE = 8;

  private long nanos = Long.MAX_VALUE - 3;
  private @Nullable Long succeedingSince = nanos;
  private Cancellation effect = Cancellation.TOO_LATE;
  private final List<String> recorded = new ArrayList<>();
  private final PromisedCancels promised =
      new PromisedCancels(() -> succeedingSince, () -> nanos, LEASE);

  private void look() {
    promised.look(
        id -> {
          recorded.add(id);
          return effect;
        });
  }

  @Test
  void cancelThatTheEngineLost_isRecordedAgainWhenItsTaskIsThere() {
    promised.add("a");
    look();
    assertEquals(List.of(), recorded, "nothing is lost");
    promised.forgotten();
    look();
    effect = Cancellation.REQUESTED;
    look();
    look();
    assertEquals(List.of("a", "a"), recorded);
  }

  @Test
  void cancelThatWasSurelyHeard_isForgotten() {
    promised.add("a");
    nanos += LEASE - 1;
    look();
    promised.forgotten();
    look();
    assertEquals(List.of("a"), recorded);
    nanos += 1;
    look();
    look();
    assertEquals(List.of("a", "a"), recorded);
  }

  @Test
  void cancelThatAFailoverMayHaveLost_isRecordedOnceMore() {
    promised.add("a");
    nanos += LEASE;
    look();
    look();
    assertEquals(List.of("a"), recorded);
  }

  @Test
  void cancel_whileTheEngineIsAway_isKept() {
    promised.add("a");
    succeedingSince = null;
    nanos += 10 * LEASE;
    look();
    succeedingSince = nanos;
    look();
    promised.forgotten();
    look();
    assertEquals(List.of("a"), recorded);
  }
}
