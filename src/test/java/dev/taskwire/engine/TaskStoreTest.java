package dev.taskwire.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.lifecycle.Outcome;
import dev.taskwire.lifecycle.SteppedClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskStoreTest {
  private final SteppedClock clock = new SteppedClock();
  private final List<String> removed = new ArrayList<>();

  private TaskStore store(int maxRetained, long maxBytes) {
    return new TaskStore(maxRetained, maxBytes, gone -> removed.add(gone.id()));
  }

  private TaskExecution finished(TaskStore store, String id, String result) {
    TaskExecution task = Executions.pending(id, clock);
    store.add(task);
    task.begin(Thread.currentThread(), null);
    task.finish(Outcome.completed(result, ("\"" + result + "\"").getBytes()));
    store.finished(task);
    return task;
  }

  @Test
  void finished_overTheMemory_removesWhatEndedFirst() {
    TaskStore store = store(100, 50_000);
    for (int i = 0; i < 10; i++) {
      finished(store, "t" + i, "x".repeat(1000));
    }
    assertTrue(store.retainedBytes() <= 50_000);
    assertTrue(removed.size() > 1, removed::toString);
    assertEquals(10 - removed.size(), store.all().size());
    assertEquals("t0", removed.get(0));
    assertTrue(store.wasRemoved("t0"));
  }

  @Test
  void finished_alreadyTooLargeAlone_stays() {
    TaskStore store = store(100, 10);
    finished(store, "large", "x".repeat(1000));
    assertEquals(List.of(), removed);
    finished(store, "larger", "x".repeat(1000));
    assertEquals(List.of("large"), removed);
  }

  @Test
  void finished_afterItsRemoval_isNotRetained() {
    TaskStore store = store(100, Long.MAX_VALUE);
    TaskExecution task = Executions.pending("t", clock);
    store.add(task);
    task.cancel();
    assertTrue(store.remove(task));
    store.finished(task);
    assertEquals(0, store.retainedBytes());
    assertFalse(store.remove(task));
    assertEquals(List.of("t"), removed);
    assertNull(store.find("t"));
  }

  @Test
  void wasRemoved_remembersTheLastTenThousand() {
    TaskStore store = store(1, Long.MAX_VALUE);
    for (int i = 0; i <= 10_001; i++) {
      TaskExecution task = Executions.pending("t" + i, clock);
      store.add(task);
      task.cancel();
      store.finished(task);
    }
    assertFalse(store.wasRemoved("t0"));
    assertTrue(store.wasRemoved("t1"));
    assertTrue(store.wasRemoved("t10000"));
    assertFalse(store.wasRemoved("t10001"));
  }
}
