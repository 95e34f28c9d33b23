package dev.taskwire.log;

import dev.taskwire.json.Utf8Buffer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an event costs to encode, to append and to read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EventLogBenchmark {
  private static final int CAPACITY = 256;
  private static final String ID = "00000000-0000-0000-0000-000000000000";

  private final String text = "x".repeat(100);
  private final Instant instant = Instant.parse("2026-11-23T12:00:00.123456Z");
  private final EventFrames frames = new EventFrames(ID);
  private final EventLog log = new EventLog(ID, CAPACITY);
  private final EventLog full = full();

  private EventLog full() {
    EventLog filled = new EventLog(ID, CAPACITY);
    for (int i = 0; i < CAPACITY; i++) {
      filled.appendProgress(instant, text, 0.5);
    }
    return filled;
  }

  /** The frame of a report of 100 characters. */
  @Benchmark
  public Utf8Buffer encode() {
    return frames.progress(123_456, instant, text, 0.5);
  }

  /** A report into a log that drops an older one for it. */
  @Benchmark
  public boolean append() {
    return log.appendProgress(instant, text, 0.5);
  }

  /** A late subscriber: all 256 events. */
  @Benchmark
  public long readAll() {
    LogCursor cursor = new LogCursor(0);
    long bytes = 0;
    while (full.read(cursor)) {
      bytes += cursor.length();
    }
    return bytes;
  }
}
