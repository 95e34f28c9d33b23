package dev.taskwire.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Keeps what it is given until the test runs it, on the test's thread. Single-threaded. */
final class ManualExecutor implements Executor {
  final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean refusing;

  @Override
  public void execute(Runnable command) {
    if (refusing) {
      throw new RejectedExecutionException("refused by the test");
    }
    waiting.add(command);
  }

  void refuse() {
    refusing = true;
  }

  void runNext() {
    waiting.remove().run();
  }

  void runAll() {
    while (!waiting.isEmpty()) {
      runNext();
    }
  }
}
