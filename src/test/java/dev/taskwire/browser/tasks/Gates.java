package dev.taskwire.browser.tasks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Gates that a test opens when it has seen enough of a task that waits. */
final class Gates {
  private static final Map<String, CountDownLatch> BY_NAME = new ConcurrentHashMap<>();

  private Gates() {}

  static void pass(String name) throws InterruptedException {
    gate(name).await();
  }

  /** Does not let an interrupt through. */
  static void passStubbornly(String name) {
    boolean passed = false;
    while (!passed) {
      try {
        pass(name);
        passed = true;
      } catch (InterruptedException stubborn) {
        passed = false;
      }
    }
  }

  static void open(String name) {
    gate(name).countDown();
  }

  private static CountDownLatch gate(String name) {
    return BY_NAME.computeIfAbsent(name, unknown -> new CountDownLatch(1));
  }
}
