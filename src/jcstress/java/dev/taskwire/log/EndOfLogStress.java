package dev.taskwire.log;

import dev.taskwire.TaskEventType;
import java.time.Instant;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A task ends while a reader that has its first event asks, without the lock, whether all is over. */
@JCStressTest
@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "before the end")
@Outcome(id = "0, 1, 2", expect = Expect.ACCEPTABLE, desc = "the end came while it looked")
@Outcome(id = "0, 2, 0", expect = Expect.FORBIDDEN, desc = "the end is there and is not one")
@Outcome(id = "0, 2, 2", expect = Expect.ACCEPTABLE, desc = "after the end")
@Outcome(id = "1, .*", expect = Expect.FORBIDDEN, desc = "over, and the terminal event was not read")
@Outcome(expect = Expect.FORBIDDEN, desc = "an end without its event")
@State
public class EndOfLogStress {
  private final EventLog log = new EventLog("t", 2);

  /** A log with one event. */
  public EndOfLogStress() {
    log.append(TaskEventType.TASK_STARTED, Instant.EPOCH, null);
  }

  /** The task. */
  @Actor
  public void end() {
    log.append(TaskEventType.TASK_COMPLETED, Instant.EPOCH, null);
  }

  /** A reader that has the first event. */
  @Actor
  public void look(III_Result seen) {
    seen.r1 = log.isExhausted(1) ? 1 : 0;
    seen.r2 = (int) log.last();
    seen.r3 = log.hasEnded() ? (int) log.last() : 0;
  }
}
