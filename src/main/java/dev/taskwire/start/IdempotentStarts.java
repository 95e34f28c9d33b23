package dev.taskwire.start;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was answered to which key of which caller, as long as this server has the task
 * that was started; what servers share remembers the others. Thread-safe; holds {@code capacity}
 * answers at most and forgets the oldest first.
 */
final class IdempotentStarts {
  private final int capacity;
  private final Predicate<String> taskIsHere;

  @GuardedBy("this")
  private final Map<CallerKey, KeyedStart> starts = new LinkedHashMap<>();

  /**
   * Creates an empty memory.
   *
   * @param taskIsHere whether this server has the task with an id; asked under the lock, so it must
   *     not ask others
   */
  IdempotentStarts(int capacity, Predicate<String> taskIsHere) {
    this.capacity = capacity;
    this.taskIsHere = taskIsHere;
  }

  /**
   * The start that this key stands for: one that was made before or is being made, or {@code mine},
   * which is remembered now and which the caller has to {@link KeyedStart#settle}.
   */
  synchronized KeyedStart claim(CallerKey key, KeyedStart mine) {
    KeyedStart known = starts.get(key);
    if (known != null && !isOver(known)) {
      return known;
    }
    starts.remove(key);
    dropOldest();
    starts.put(key, mine);
    return mine;
  }

  /** Forgets a start that came to nothing, so that the key is free again. */
  synchronized void forget(CallerKey key, KeyedStart start) {
    starts.remove(key, start);
  }

  synchronized int size() {
    return starts.size();
  }

  @GuardedBy("this")
  private void dropOldest() {
    Iterator<KeyedStart> oldestFirst = starts.values().iterator();
    while (oldestFirst.hasNext()) {
      if (!isOver(oldestFirst.next()) && starts.size() < capacity) {
        return;
      }
      oldestFirst.remove();
    }
  }

  private boolean isOver(KeyedStart start) {
    StoredAnswer answer = start.answerNow();
    return answer != null && !taskIsHere.test(answer.taskId());
  }

  /**
   * Whose key it is.
   *
   * @param caller the authenticated caller; {@code null} for all others together
   * @param key the key
   */
  record CallerKey(@Nullable String caller, String key) {}
}
