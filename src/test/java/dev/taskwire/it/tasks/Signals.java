package dev.taskwire.it.tasks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** What tests let tasks go on with: semaphores by name. Thread-safe. */
final class Signals {
  private static final Map<String, Semaphore> BY_NAME = new ConcurrentHashMap<>();

  private Signals() {}

  static Semaphore of(String name) {
    return BY_NAME.computeIfAbsent(name, unknown -> new Semaphore(0));
  }
}
