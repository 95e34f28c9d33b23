package dev.taskwire.cluster.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.NewTask;
import dev.taskwire.cluster.protocol.Slice;
import dev.taskwire.cluster.protocol.TaskRecord;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeptEndsTest {
  private long nanos = Long.MAX_VALUE - 1_000;
  private final KeptEnds kept = new KeptEnds(Duration.ofMinutes(10), 1000, () -> nanos);

  @Test
  void end_isWrittenAgainForTheRestOfItsRetention() {
    end("one", 100);
    pass(Duration.ofMinutes(4));
    NewTask again = kept.again("me").get(0);
    assertEquals("one", again.taskId());
    assertEquals("me", again.node());
    assertEquals(7, again.fence());
    assertEquals(Duration.ofMinutes(6), again.retention());
    assertEquals(1, again.log().size());
  }

  @Test
  void endWhoseRetentionIsOver_isForgotten() {
    end("one", 100);
    pass(Duration.ofMinutes(5));
    end("two", 100);
    pass(Duration.ofMinutes(5));
    kept.expect(List.of());
    assertEquals(List.of("two"), ids());
  }

  @Test
  void moreBytesThanMayBe_theOldestGo() {
    end("one", 400);
    end("two", 400);
    end("three", 400);
    assertEquals(List.of("two", "three"), ids());
    end("four", 5000);
    assertEquals(List.of(), ids());
    end("five", 900);
    assertEquals(List.of("five"), ids(), "what is gone takes no room");
  }

  @Test
  void whatIsRemoved_isNotKept() {
    end("one", 400);
    kept.expect(List.of(task("two", TaskStatus.FAILED)));
    kept.remove("one");
    kept.remove("two");
    assertFalse(kept.expects("two"));
    assertEquals(List.of(), ids());
  }

  @Test
  void whatBeganAgainMeanwhile_isNotKept() {
    TaskRecord running = task("one", TaskStatus.RUNNING);
    kept.expect(List.of(running));
    kept.take(running, List.of());
    assertFalse(kept.expects("one"));
    assertEquals(List.of(), ids());
  }

  private List<String> ids() {
    return kept.again("me").stream().map(NewTask::taskId).toList();
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private void end(String id, int bytes) {
    TaskRecord task = task(id, TaskStatus.FAILED);
    kept.expect(List.of(task));
    assertTrue(kept.expects(id));
    kept.take(task, List.of(new Slice(9, 9, new byte[bytes])));
    assertFalse(kept.expects(id));
  }

  private static TaskRecord task(String id, TaskStatus status) {
    return new TaskRecord(
        id,
        "import",
        null,
        "lost",
        7,
        1,
        false,
        status,
        false,
        9,
        9,
        1,
        0,
        Set.of(),
        new byte[2],
        null);
  }
}
