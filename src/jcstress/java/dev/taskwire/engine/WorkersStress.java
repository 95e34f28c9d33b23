package dev.taskwire.engine;

import dev.taskwire.lifecycle.Clock;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** One worker, one task that runs, and one that comes. What it is in the end: ran, waiting, running. */
public class WorkersStress {
  private final AtomicInteger dispatched = new AtomicInteger();
  final Workers workers = new Workers(1, 1, one -> dispatched.incrementAndGet() > 0);
  final TaskExecution comes = Executions.pending("2", Clock.SYSTEM);

  WorkersStress() {
    workers.reserve();
    workers.submit(Executions.pending("1", Clock.SYSTEM));
    workers.reserve();
  }

  void count(III_Result seen) {
    seen.r1 = dispatched.get();
    seen.r2 = workers.pending();
    seen.r3 = workers.running();
  }

  /** The worker becomes free while the task comes. */
  @JCStressTest
  @Outcome(id = "2, 0, 1", expect = Expect.ACCEPTABLE, desc = "it runs")
  @Outcome(id = "1, 1, 0", expect = Expect.FORBIDDEN, desc = "it waits, and a worker is free")
  @Outcome(expect = Expect.FORBIDDEN, desc = "it is forgotten, or runs twice")
  @State
  public static class Free extends WorkersStress {
    /** The first task ended. */
    @Actor
    public void free() {
      workers.release();
    }

    /** The second one comes. */
    @Actor
    public void submit() {
      workers.submit(comes);
    }

    /** Looks. */
    @Arbiter
    public void look(III_Result seen) {
      count(seen);
    }
  }

  /** The task is cancelled while it comes. */
  @JCStressTest
  @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "it left")
  @Outcome(expect = Expect.FORBIDDEN, desc = "it takes a place for ever, or gave back one too many")
  @State
  public static class Cancel extends WorkersStress {
    /** The second task is cancelled. */
    @Actor
    public void cancel() {
      comes.cancel();
      workers.discard(comes);
    }

    /** The second one comes. */
    @Actor
    public void submit() {
      workers.submit(comes);
    }

    /** Looks. */
    @Arbiter
    public void look(III_Result seen) {
      count(seen);
    }
  }
}
