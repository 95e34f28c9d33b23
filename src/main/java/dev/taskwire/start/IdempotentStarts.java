package dev.taskwire.start;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.sharing.SharedTasksAwayException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was answered to which key of which caller, as long as the task that was started is
 * there. Thread-safe; holds {@code capacity} answers at most and forgets the oldest first.
 */
final class IdempotentStarts {
  private final int capacity;
  private final Predicate<String> taskExists;

  @GuardedBy("this")
  private final Map<CallerKey, KeyedStart> starts = new LinkedHashMap<>();

  /**
   * Creates an empty memory.
   *
   * @param taskExists whether the task with an id is still there; a {@link
   *     SharedTasksAwayException} if that cannot be known: then it counts as there
   */
  IdempotentStarts(int capacity, Predicate<String> taskExists) {
    this.capacity = capacity;
    this.taskExists = taskExists;
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
    try {
      return answer != null && !taskExists.test(answer.taskId());
    } catch (SharedTasksAwayException away) {
      return false; // as far as is known
    }
  }

  /**
   * Whose key it is.
   *
   * @param caller the authenticated caller; {@code null} for all others together
   * @param key the key
   */
  record CallerKey(@Nullable String caller, String key) {}
}
