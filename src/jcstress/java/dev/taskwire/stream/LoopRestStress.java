package dev.taskwire.stream;

import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A loop goes to rest while it is woken. Its next tick is five seconds away, so it is woken or late. */
@JCStressTest
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both were delivered at once")
@Outcome(expect = Expect.FORBIDDEN, desc = "a wake-up was lost")
@State
public class LoopRestStress {
  private static final long TICK = TimeUnit.SECONDS.toNanos(5);
  private static final long LATE = TimeUnit.SECONDS.toNanos(4);

  private final DeliveryLoop loop = new DeliveryLoop(never -> {}, this::nanos);
  private boolean begun;
  private int delivered;

  /** The first look at the clock says when the next tick is. Only the loop looks. */
  private long nanos() {
    if (begun) {
      return 0;
    }
    begun = true;
    return TICK;
  }

  /** The loop, until it has made both deliveries. */
  @Actor
  public void rest(I_Result seen) {
    long before = System.nanoTime();
    loop.run();
    seen.r1 = System.nanoTime() - before < LATE ? delivered : -delivered;
  }

  /** A client and a task. */
  @Actor
  public void wake() {
    loop.wake(new Counted());
    loop.wakeSoon(new Counted());
  }

  private final class Counted extends Deliverable {
    @Override
    void deliver() {
      if (++delivered == 2) {
        try {
          loop.stop(0);
        } catch (InterruptedException never) {
          throw new IllegalStateException(never);
        }
      }
    }
  }
}
