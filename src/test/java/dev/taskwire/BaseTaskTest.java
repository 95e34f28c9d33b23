package dev.taskwire;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class BaseTaskTest {
  private final CopyTask task = new CopyTask();

  @Test
  void isCancelled_notBound_isFalse() {
    assertFalse(task.isCancelled());
    assertDoesNotThrow(task::throwIfCancelled);
  }

  @Test
  void isCancelled_requested_isTrueAtOnce() {
    CancellationSource source = CancellationSource.bindTo(task);
    assertFalse(task.isCancelled());
    source.request();
    assertTrue(task.isCancelled());
    assertTrue(source.isRequested());
  }

  @Test
  void throwIfCancelled_requested_throws() {
    CancellationSource.bindTo(task).request();
    CancellationException thrown =
        assertThrows(CancellationException.class, task::throwIfCancelled);
    assertEquals("Task was cancelled", thrown.getMessage());
  }

  @Test
  void bindTo_alreadyRunning_isRefusedWithASentence() {
    CancellationSource.bindTo(task);
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> CancellationSource.bindTo(task));
    assertEquals(
        "This CopyTask is already running; create a new instance for each run",
        thrown.getMessage());
  }

  @Test
  void bindTo_afterRelease_startsAFreshRun() {
    CancellationSource first = CancellationSource.bindTo(task);
    first.request();
    first.release();
    CancellationSource.bindTo(task);
    assertFalse(task.isCancelled());
  }

  private static final class CopyTask extends BaseTask<String, String> {
    @Override
    public String execute(ProgressHandle progress, String params) {
      return params;
    }
  }
}
