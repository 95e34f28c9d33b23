package dev.taskwire.cluster;

import dev.taskwire.sharing.OwnTask;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of this server that have not ended, and of which of them something is to be written.
 * Thread-safe.
 */
final class Ledger {
  /*
   * A task's thread only marks its task dirty, and wakes the flusher if somebody elsewhere watches it: once, until the flusher takes it. A
   * task may be dirty for less, its picture in lists, say, for which the flusher sleeps on: so the two are told apart. Both are taken back
   * before the log is looked at, so what is appended meanwhile marks it anew.
   */
  private final Map<String, Recorded> tasks = new ConcurrentHashMap<>();
  private final Set<Recorded> due = ConcurrentHashMap.newKeySet();
  private final AtomicInteger ending = new AtomicInteger();
  private volatile @Nullable Thread flusher;

  void add(Recorded recorded) {
    tasks.put(recorded.id(), recorded);
    recorded.log().listeners().add(() -> marked(recorded));
  }

  private void marked(Recorded recorded) {
    if (recorded.done) {
      return;
    }
    if (!recorded.dirty) {
      again(recorded);
    }
    if (!recorded.awaited && recorded.isWatched()) {
      recorded.awaited = true;
      wake();
    }
  }

  /** The task with this id, if it has not ended; {@code null} if it is none of ours. */
  @Nullable Recorded get(String taskId) {
    return tasks.get(taskId);
  }

  /** This run of a task, if it has not ended; {@code null} if another one came in its place. */
  @Nullable Recorded get(OwnTask task) {
    Recorded recorded = tasks.get(task.id());
    return recorded != null && recorded.fence() == task.fence() ? recorded : null;
  }

  /** Whether it is one of ours and has not ended. */
  boolean has(String taskId) {
    return tasks.containsKey(taskId);
  }

  /** Whether it is here to run, or to end, and no other server's. */
  boolean holds(String taskId) {
    Recorded recorded = tasks.get(taskId);
    return recorded != null && !recorded.orphaned;
  }

  List<Recorded> all() {
    return List.copyOf(tasks.values());
  }

  /** Those of which something may be to be written. */
  List<Recorded> due() {
    return List.copyOf(due);
  }

  /** It is going to be looked at: what comes from now on marks it anew. */
  void taken(Recorded recorded) {
    due.remove(recorded);
    recorded.dirty = false;
    recorded.awaited = false;
  }

  /** Something is, still, to be written of it. */
  void again(Recorded recorded) {
    if (!recorded.done) {
      recorded.dirty = true;
      due.add(recorded);
    }
  }

  /** Its end is decided. */
  void ends(Recorded recorded) {
    if (!recorded.ending) {
      recorded.ending = true;
      ending.incrementAndGet();
    }
    again(recorded);
    wake();
  }

  /** Its end is recorded: nothing is written of it any more. */
  void done(Recorded recorded) {
    recorded.done = true;
    if (tasks.remove(recorded.id(), recorded) && recorded.ending) {
      ending.decrementAndGet();
    }
    due.remove(recorded);
  }

  /** Somebody elsewhere wants something of these, or may; others than ours are left out. */
  void look(Collection<String> taskIds) {
    for (String id : taskIds) {
      Recorded recorded = tasks.get(id);
      if (recorded != null) {
        look(recorded);
      }
    }
    wake();
  }

  /** All that others may lack of it is to be written, and asked for. */
  void look(Recorded recorded) {
    recorded.looked = true;
    again(recorded);
  }

  void lookAtAll() {
    look(tasks.keySet());
  }

  /** How many ends wait to be recorded. */
  int endsHeld() {
    return ending.get();
  }

  /** Whether ends wait to be recorded. */
  boolean isEnding() {
    return ending.get() > 0;
  }

  /** Waits until all ends are recorded, for so long at most. */
  void awaitEnds(Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    while (isEnding() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** The calling thread is the one to be woken from now on. */
  void flushedByThisThread() {
    flusher = Thread.currentThread();
  }

  void wake() {
    LockSupport.unpark(flusher);
  }
}
