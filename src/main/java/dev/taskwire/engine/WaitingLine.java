package dev.taskwire.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait for a worker, first come first served, and the place of each among them. Not
 * thread-safe: its {@link Workers} have the lock.
 */
final class WaitingLine {
  /*
   * Each task draws a number when it comes, and keeps it. The tree (Fenwick's) counts the numbers that still wait, so a place costs
   * as many steps as the number has bits, however many left before it. When the numbers are used up, those who wait draw anew.
   */
  private static final int FEWEST_NUMBERS = 64;

  private final Map<TaskExecution, Integer> numbers = new LinkedHashMap<>();
  private int[] tree = new int[FEWEST_NUMBERS + 1];
  private int lastNumber;

  void add(TaskExecution execution) {
    if (lastNumber == tree.length - 1) {
      renumber();
    }
    numbers.put(execution, ++lastNumber);
    count(lastNumber, 1);
  }

  /** The next task, which leaves; {@code null} if none waits. */
  @Nullable TaskExecution poll() {
    // the one allocation comes first: if it fails, nothing has changed
    Iterator<Map.Entry<TaskExecution, Integer>> waiting = numbers.entrySet().iterator();
    if (!waiting.hasNext()) {
      return null;
    }
    Map.Entry<TaskExecution, Integer> next = waiting.next();
    count(next.getValue(), -1);
    waiting.remove();
    return next.getKey();
  }

  /** Whether it waited, which it does no more. */
  boolean remove(TaskExecution execution) {
    Integer number = numbers.remove(execution);
    if (number == null) {
      return false;
    }
    count(number, -1);
    return true;
  }

  /** 1 for the next; 0 for one that does not wait. */
  int placeOf(TaskExecution execution) {
    int place = 0;
    for (int i = numbers.getOrDefault(execution, 0); i > 0; i -= Integer.lowestOneBit(i)) {
      place += tree[i];
    }
    return place;
  }

  private void count(int number, int change) {
    for (int i = number; i < tree.length; i += Integer.lowestOneBit(i)) {
      tree[i] += change;
    }
  }

  private void renumber() {
    tree = new int[Math.max(FEWEST_NUMBERS, 4 * numbers.size()) + 1];
    lastNumber = 0;
    numbers.replaceAll((execution, old) -> ++lastNumber);
    numbers.values().forEach(number -> count(number, 1));
  }
}
