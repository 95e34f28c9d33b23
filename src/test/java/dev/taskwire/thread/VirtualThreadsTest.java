package dev.taskwire.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.engine.RecordedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Virtual threads where the server has them, ordinary ones where it has not, and a word about it.
 */
class VirtualThreadsTest {
  private final List<String> ran = new ArrayList<>();
  private @Nullable Executor virtual;
  private int lookUps;
  private final VirtualThreads threads =
      new VirtualThreads(this::lookUp, job -> ran.add("ordinary"));

  private @Nullable Executor lookUp() {
    lookUps++;
    return virtual;
  }

  @Test
  void execute_withAVirtualExecutor_runsOnItAndLooksItUpOnce() {
    virtual = job -> ran.add("virtual");
    threads.execute(() -> {});
    threads.execute(() -> {});
    assertEquals(List.of("virtual", "virtual"), ran);
    assertEquals(1, lookUps);
  }

  @Test
  void execute_withoutOne_runsOnOrdinaryThreadsAndSaysSoOnce() {
    try (RecordedLog log = new RecordedLog()) {
      threads.execute(() -> {});
      threads.execute(() -> {});
      assertEquals(1, log.records.size());
      assertTrue(log.records.get(0).contains(VirtualThreads.NAME), log.records.get(0));
    }
    assertEquals(List.of("ordinary", "ordinary"), ran);
  }

  @Test
  void execute_onceThereIsOne_runsOnIt() {
    try (RecordedLog log = new RecordedLog()) {
      threads.execute(() -> {});
      virtual = job -> ran.add("virtual");
      threads.execute(() -> {});
      assertEquals(1, log.records.size());
    }
    assertEquals(List.of("ordinary", "virtual"), ran);
  }
}
