package dev.taskwire.engine;

import dev.taskwire.lifecycle.Clock;

import dev.taskwire.stream.WatchedLog;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a call of {@code sendProgress} costs the task, and whether it grows with watchers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SendProgressBenchmark {
  /** Streams that watch the task. */
  @Param({"0", "1", "1000"})
  public int watchers;

  private final String text = "x".repeat(100);
  private WatchedLog watched;
  private ReportedProgress progress;

  /** Opens the streams. */
  @Setup
  public void open() {
    watched = new WatchedLog(256, watchers);
    progress = new ReportedProgress(watched.broadcaster().log(), Clock.SYSTEM, 4096);
  }

  /** Ends them. */
  @TearDown
  public void close() throws InterruptedException {
    watched.close();
  }

  /** One report. */
  @Benchmark
  public void sendProgress() {
    progress.sendProgress(text, 0.5);
  }
}
