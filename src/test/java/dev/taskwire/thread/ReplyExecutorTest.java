package dev.taskwire.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Where answers are written. */
class ReplyExecutorTest {
  private final List<Runnable> handedOver = new ArrayList<>();
  private final List<String> written = new ArrayList<>();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final ReplyExecutor executor = new ReplyExecutor(handedOver::add, stopping::get);

  @Test
  void execute_whileServing_leavesTheCallersThread() {
    executor.execute(() -> written.add("answer"));

    assertEquals(List.of(), written);
    assertEquals(1, handedOver.size());
  }

  @Test
  void execute_whileStopping_writesOnTheSpot() {
    stopping.set(true);

    executor.execute(() -> written.add("answer"));

    assertEquals(List.of("answer"), written);
    assertEquals(List.of(), handedOver);
  }
}
