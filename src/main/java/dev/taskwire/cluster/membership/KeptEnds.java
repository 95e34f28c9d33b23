package dev.taskwire.cluster.membership;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.cluster.protocol.NewTask;
import dev.taskwire.cluster.protocol.Slice;
import dev.taskwire.cluster.protocol.TaskRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Ended tasks that no server has that could write them again: those of lost servers, and those that
 * ended while they waited for any. Whoever ended or started them keeps them as long as the engine
 * would, the newest of them if they are many. Thread-safe.
 */
public final class KeptEnds {
  private static final int MOST_TASKS = 10_000;

  private final long retentionNanos;
  private final long mostBytes;
  private final LongSupplier nanos;

  @GuardedBy("this")
  private final Set<String> expected = new HashSet<>();

  @GuardedBy("this")
  private final Map<String, Kept> kept = new LinkedHashMap<>();

  @GuardedBy("this")
  private long bytes;

  /**
   * Creates it, empty.
   *
   * @param retention how long finished tasks stay
   * @param mostBytes what all of them together may have
   */
  public KeptEnds(Duration retention, long mostBytes, LongSupplier nanos) {
    this.retentionNanos = retention.toNanos();
    this.mostBytes = mostBytes;
    this.nanos = nanos;
  }

  /** These have ended, and are to be read and kept; forgets those whose retention is over. */
  public synchronized void expect(Collection<TaskRecord> tasks) {
    tasks.forEach(task -> expected.add(task.taskId()));
    long now = nanos.getAsLong();
    Iterator<Kept> oldest = kept.values().iterator();
    while (oldest.hasNext()) {
      Kept first = oldest.next();
      boolean isOver = first.until() - now <= 0;
      if (!isOver && bytes <= mostBytes && kept.size() <= MOST_TASKS) {
        break;
      }
      bytes -= first.bytes();
      oldest.remove();
    }
  }

  /** Whether it is to be kept, and has not been read yet. */
  public synchronized boolean expects(String taskId) {
    return expected.contains(taskId);
  }

  /** It was read: it is kept if it has ended. */
  public synchronized void take(TaskRecord task, List<Slice> log) {
    remove(task.taskId());
    if (task.status().isTerminal()) {
      long size = task.json().length + log.stream().mapToLong(slice -> slice.frames().length).sum();
      kept.put(task.taskId(), new Kept(task, log, size, nanos.getAsLong() + retentionNanos));
      bytes += size;
    }
    expect(List.of());
  }

  /** It was removed. */
  public synchronized void remove(String taskId) {
    expected.remove(taskId);
    Kept old = kept.remove(taskId);
    if (old != null) {
      bytes -= old.bytes();
    }
  }

  /** All of them as they are to be written again, for the rest of their retention. */
  public synchronized List<NewTask> again(String self) {
    expect(List.of());
    long now = nanos.getAsLong();
    return kept.values().stream().map(one -> one.again(self, now)).toList();
  }

  public synchronized int size() {
    return kept.size();
  }

  private record Kept(TaskRecord task, List<Slice> log, long bytes, long until) {
    NewTask again(String self, long now) {
      return new NewTask(
          task.taskId(),
          task.type(),
          task.owner(),
          self,
          task.fence(),
          task.attempt(),
          task.restartable(),
          task.status(),
          task.cancelRequested(),
          task.seen(),
          task.acceptedMicros(),
          task.json(),
          null,
          null,
          log,
          Duration.ofNanos(until - now),
          -1);
    }
  }
}
