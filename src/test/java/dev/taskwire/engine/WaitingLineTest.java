package dev.taskwire.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.taskwire.lifecycle.SteppedClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingLineTest {
  private final SteppedClock clock = new SteppedClock();
  private final WaitingLine line = new WaitingLine();

  @Test
  void placeOf_whoDoesNotWait_isZero() {
    TaskExecution gone = add();
    line.poll();
    assertEquals(0, line.placeOf(gone));
    assertEquals(0, line.placeOf(Executions.pending("never", clock)));
    assertNull(line.poll());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void placeOf_afterAnyComingsAndGoings_isThePlaceInAList(long seed) {
    Random random = new Random(seed);
    List<TaskExecution> model = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      int what = random.nextInt(10);
      if (what < 5) {
        model.add(add());
      } else if (what < 8) {
        assertEquals(model.isEmpty() ? null : model.remove(0), line.poll());
      } else if (!model.isEmpty()) {
        line.remove(model.remove(random.nextInt(model.size())));
      }
      if (!model.isEmpty()) {
        int place = random.nextInt(model.size());
        assertEquals(place + 1, line.placeOf(model.get(place)));
      }
    }
    for (int i = 0; i < model.size(); i++) {
      assertEquals(i + 1, line.placeOf(model.get(i)));
    }
  }

  private TaskExecution add() {
    TaskExecution execution = Executions.pending("waits", clock);
    line.add(execution);
    return execution;
  }
}
