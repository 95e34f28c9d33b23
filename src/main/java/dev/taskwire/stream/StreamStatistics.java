package dev.taskwire.stream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the streams: {@code opened = open + ended + vanished + slow}. Thread-safe; the
 * numbers are read one by one, so the relation holds when nothing moves.
 */
public final class StreamStatistics {
  private final AtomicInteger open = new AtomicInteger();
  private final LongAdder opened = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder vanished = new LongAdder();
  private final LongAdder slow = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder events = new LongAdder();

  StreamStatistics() {}

  boolean tryOpen(int limit) {
    int now = open.get();
    while (now < limit) {
      if (open.compareAndSet(now, now + 1)) {
        opened.increment();
        return true;
      }
      now = open.get();
    }
    refused.increment();
    return false;
  }

  void closed(StreamEnd end) {
    open.decrementAndGet();
    switch (end) {
      case ENDED -> ended.increment();
      case VANISHED -> vanished.increment();
      case SLOW -> slow.increment();
    }
  }

  void sent(int count) {
    bytes.add(count);
  }

  void sentEvents(int count) {
    events.add(count);
  }

  /** Streams that are open now. */
  public int open() {
    return open.get();
  }

  /** Streams that were ever opened. */
  public long opened() {
    return opened.sum();
  }

  /** Requests turned away because {@code tasks.max-streams} were open or memory was short. */
  public long refused() {
    return refused.sum();
  }

  /** Streams that ended after the last event. */
  public long ended() {
    return ended.sum();
  }

  /** Streams whose client left. */
  public long vanished() {
    return vanished.sum();
  }

  /** Streams cut because their client took nothing for {@code tasks.slow-subscriber-timeout}. */
  public long slow() {
    return slow.sum();
  }

  /** Events handed to the server's output, once for each stream that they go to. */
  public long events() {
    return events.sum();
  }

  /** Bytes handed to the server's output. */
  public long bytes() {
    return bytes.sum();
  }
}
