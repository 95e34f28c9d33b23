package dev.taskwire.cluster.protocol;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The engine of the simulation is one. */
class InMemoryEngineTest extends EngineContract {
  private final AtomicLong micros = new AtomicLong(1_000_000_000_000L);

  @Override
  protected ClusterEngine engine() {
    return new InMemoryEngine(micros::get, BellListener::rung);
  }

  @Override
  protected void pass(Duration time) {
    micros.addAndGet(time.toNanos() / 1000);
  }
}
