package dev.taskwire.health;

import dev.taskwire.settings.TaskSettings;
import dev.taskwire.sharing.EngineLoad;
import dev.taskwire.sharing.SharedState;
import java.time.Duration;
import java.util.Map;

/** Decides what is well. */
final class HealthRules {
  /** How long tasks may wait while no worker works. */
  static final Duration LONGEST_STALL = Duration.ofSeconds(30);

  /** A tick comes each second, a delivery in milliseconds: after this long they come no more. */
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private HealthRules() {}

  static Check accepting(EngineLoad load, boolean draining) {
    return new Check("accepting", !load.stopping() && !draining, Map.of());
  }

  /** Down while this server does not know what it shares with others. */
  static Check cluster(SharedState state) {
    return new Check("cluster", state.state().equals("up"), Map.of());
  }

  static Check queue(EngineLoad load, TaskSettings settings) {
    int most = settings.maxWorkers() + settings.maxPending();
    return new Check(
        "queue",
        load.running() + load.pending() < most,
        Map.of("pending", (long) load.pending(), "limit", (long) settings.maxPending()));
  }

  /**
   * Down if tasks wait, for a worker or, having one, for a thread, and nothing moves.
   *
   * @param begun tasks whose code runs
   * @param stalled for how long nothing has moved that should
   */
  static Check workers(EngineLoad load, int begun, Duration stalled) {
    boolean someWait = load.pending() > 0 || load.running() > begun;
    return new Check(
        "workers",
        !someWait || stalled.compareTo(LONGEST_STALL) <= 0,
        Map.of("busy", (long) load.running(), "stuck_threads", (long) load.abandoned()));
  }

  static Check delivery(Duration silence) {
    return within("delivery", silence);
  }

  static Check sweeper(Duration sinceTick) {
    return within("sweeper", sinceTick);
  }

  private static Check within(String name, Duration silence) {
    return new Check(
        name,
        silence.compareTo(LONGEST_SILENCE) <= 0,
        Map.of("silent_seconds", silence.toSeconds()));
  }
}
