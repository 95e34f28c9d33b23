package dev.taskwire.health;

import dev.taskwire.engine.TaskEngine;
import dev.taskwire.settings.TaskSettings;
import dev.taskwire.sharing.EngineLoad;
import dev.taskwire.stream.DeliveryLoops;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
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
    List<Check> checks = new ArrayList<>();
    checks.add(HealthRules.accepting(load, engine.isDraining()));
    checks.add(HealthRules.queue(load, settings));
    checks.add(HealthRules.workers(load, watch.running(), stalled(load, settings)));
    if (!engine.shared().isAlone()) {
      checks.add(HealthRules.cluster(engine.shared().state()));
    }
    return new Health(checks);
  }

  private Duration stalled(EngineLoad load, TaskSettings settings) {
    if (load.running() > watch.running()) {
      // a task has its worker's place and no thread: those that run do not help it
      return watch.sinceMove();
    }
    // the grace once more: the tick that gives a task up comes a little later
    return watch.stalledFor(settings.cancelGrace().multipliedBy(2));
  }

  /** Whether this server can still do anything without being started again. */
  Health liveness() {
    return new Health(
        List.of(HealthRules.delivery(loops.silence()), HealthRules.sweeper(engine.sinceTick())));
  }
}
