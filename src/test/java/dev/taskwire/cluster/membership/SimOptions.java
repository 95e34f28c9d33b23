package dev.taskwire.cluster.membership;

import java.time.Duration;

/**
 * How large a simulation is, what goes wrong in it, and what is left out of the design to see that
 * this is noticed.
 */
final class SimOptions {
  int servers = Integer.getInteger("simulation.servers", 5);
  int tasks = Integer.getInteger("simulation.tasks", 20 * servers);
  int workers = 4;
  Duration starts = Duration.ofSeconds(60);
  double clientsPerTask = 1.5;
  double distributed = 0.7;
  double restartable = 0.2;
  double cancelled = 0.1;
  double bellsLost = 0.2;
  double answersLost = 0.003;
  double slowCalls = 0.02;
  double worstPauses;
  int crashes;
  int pauses;
  int cuts;
  int outages;
  int wipes;

  /** What is broken. */
  boolean withoutFence;

  boolean showsAtOnce;
  boolean judgesWithoutOwnHeartbeats;
  boolean startsOverWhenAhead;
  boolean runsBeforeBeginIsRecorded;
  boolean believesTheEngine;

  /** Everything goes wrong that does not cost the engine its data. */
  static SimOptions troubled() {
    SimOptions options = new SimOptions();
    options.worstPauses = 0.01;
    options.crashes = Math.max(2, options.servers / 5);
    options.pauses = Math.max(6, options.servers * 3 / 5);
    options.cuts = Math.max(4, options.servers / 3);
    options.outages = 2;
    return options;
  }

  /** The engine loses its data; servers are slow, but none is lost. */
  static SimOptions forgetful() {
    SimOptions options = new SimOptions();
    options.wipes = 3;
    options.outages = 1;
    return options;
  }
}
