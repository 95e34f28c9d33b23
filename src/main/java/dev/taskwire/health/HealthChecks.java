package dev.taskwire.health;

import dev.taskwire.engine.EngineLoad;
import dev.taskwire.engine.TaskEngine;
import dev.taskwire.engine.TaskSettings;
import dev.taskwire.stream.DeliveryLoops;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Asks the engine how it is. Thread-safe. */
@ApplicationScoped
class HealthChecks {
  @Inject private TaskEngine engine;
  @Inject private DeliveryLoops loops;
  @Inject private WorkerWatch watch;

  /** Whether this server should get new tasks. */
  Health readiness() {
    EngineLoad load = engine.load();
    TaskSettings settings = engine.settings();
    // the grace once more: the tick that gives a task up comes a little later
    Duration stalled = watch.stalledFor(settings.cancelGrace().multipliedBy(2));
    return new Health(
        List.of(
            HealthRules.accepting(load),
            HealthRules.queue(load, settings),
            HealthRules.workers(load, watch.running(), stalled)));
  }

  /** Whether this server can still do anything without being started again. */
  Health liveness() {
    return new Health(
        List.of(HealthRules.delivery(loops.silence()), HealthRules.sweeper(engine.sinceTick())));
  }
}
