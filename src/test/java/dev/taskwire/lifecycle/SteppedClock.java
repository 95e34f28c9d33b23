package dev.taskwire.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Both times as a test sets them. The wall clock can jump, the other one cannot. Thread-safe. */
public final class SteppedClock implements Clock {
  public static final Instant START = Instant.parse("2026-11-23T12:00:00.123456Z");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
  private final AtomicReference<@Nullable Runnable> whenRead = new AtomicReference<>();
  private volatile Instant now = START;

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public Instant instant() {
    Runnable interlude = whenRead.getAndSet(null);
    if (interlude != null) {
      interlude.run();
    }
    return now;
  }

  void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
    now = now.plus(time);
  }

  public void seconds(double count) {
    advance(Duration.ofNanos((long) (count * 1e9)));
  }

  /** Does something in between when the wall clock is read next. */
  public void whenRead(Runnable interlude) {
    whenRead.set(interlude);
  }

  public void jumpWallClock(Duration time) {
    now = now.plus(time);
  }
}
