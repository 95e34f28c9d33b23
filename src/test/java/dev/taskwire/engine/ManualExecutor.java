package dev.taskwire.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Keeps what it is given until the test runs it, on the test's thread. Single-threaded. */
final class ManualExecutor implements Executor {
  final Queue<Runnable> waiting = new ArrayDeque<>();
  private int refusals;

  @Override
  public void execute(Runnable command) {
    if (refusals > 0) {
      refusals--;
      throw new RejectedExecutionException("refused by the test");
    }
    waiting.add(command);
  }

  /** Refuses as many of the next jobs. */
  void refuse(int jobs) {
    refusals = jobs;
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
