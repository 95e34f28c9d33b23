package dev.taskwire.lifecycle;

import dev.taskwire.BaseTask;
import dev.taskwire.CancellationSource;
import dev.taskwire.ProgressHandle;
import dev.taskwire.log.EventLog;
import java.time.Duration;
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

/** What a task's way from pending to completed costs, its two events included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StateTransitionBenchmark {
  private static final Outcome DONE = Outcome.completed(null, null);

  private final BaseTask<String, String> task = new Idle();
  private final Thread worker = Thread.currentThread();

  /** Accept, begin, finish. */
  @Benchmark
  public boolean pendingToCompleted() {
    EventLog log = new EventLog("00000000-0000-0000-0000-000000000000", 256);
    ExecutionState state =
        new ExecutionState(
            new LifeCycle(
                log, EndRule.AT_ONCE, Clock.SYSTEM, new ExecutionTimes(Clock.SYSTEM), 0),
            new Stopping(
                CancellationSource.bindTo(task), Duration.ZERO, () -> DONE, Clock.SYSTEM));
    return state.begin(worker, null) && state.finish(DONE);
  }

  private static final class Idle extends BaseTask<String, String> {
    @Override
    public String execute(ProgressHandle progress, String params) {
      return params;
    }
  }
}
