package dev.taskwire.cluster.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;

/**
 * What was recorded a while ago, and is to be looked at once more: an engine that fails over to its
 * replica may lose what it had acknowledged. {@link #add} may be called on any thread, everything
 * else on one.
 *
 * @param <T> what it is
 */
public final class Rechecks<T> {
  /** Some megabytes; what is more than these is not looked at again. */
  private static final int MOST_HELD = 50_000;

  private static final int MOST_AT_ONCE = 100;

  private final LongSupplier nanos;
  private final long afterNanos;
  private final Queue<Recorded<T>> recorded = new LinkedBlockingQueue<>(MOST_HELD);

  /**
   * Holds nothing yet.
   *
   * @param afterNanos how long after it was recorded something is looked at
   */
  public Rechecks(LongSupplier nanos, long afterNanos) {
    this.nanos = nanos;
    this.afterNanos = afterNanos;
  }

  /** It was recorded just now. */
  public void add(T what) {
    recorded.offer(new Recorded<>(what, nanos.getAsLong()));
  }

  /** What is due, oldest first, some at a time; it stays until it is {@link #done}. */
  public List<T> due() {
    long now = nanos.getAsLong();
    List<T> due = new ArrayList<>();
    for (Recorded<T> next : recorded) {
      if (now - next.at() < afterNanos || due.size() == MOST_AT_ONCE) {
        break;
      }
      due.add(next.what());
    }
    return due;
  }

  /** The oldest was looked at. */
  public void done() {
    recorded.remove();
  }

  private record Recorded<T>(T what, long at) {}
}
