package dev.taskwire.hostile;

import dev.taskwire.hostile.CuttingProxy.Way;
import dev.taskwire.hostile.FaultLog.Harm;
import java.util.Random;

/** What is done to the servers and to what they share. Each is over when it returns. */
enum FleetFault {
  ENGINE_STOPPED(Harm.DELAY) {
    @Override
    void act(Fleet fleet, FleetServer server, Random random) throws Exception {
      fleet.pauseEngine();
      Thread.sleep(2000 + random.nextInt(8000));
      fleet.resumeEngine();
    }
  },
  ENGINE_EMPTIED(Harm.ENGINE_EMPTIED) {
    @Override
    void act(Fleet fleet, FleetServer server, Random random) throws Exception {
      fleet.killEngine();
      Thread.sleep(random.nextInt(4000));
      fleet.startEngine();
    }
  },
  PAUSED_SHORTLY(Harm.DELAY) {
    @Override
    void act(Fleet fleet, FleetServer server, Random random) throws Exception {
      server.pause();
      Thread.sleep(5000);
      server.resume();
    }
  },
  PAUSED(Harm.SERVER_LOST) {
    @Override
    void act(Fleet fleet, FleetServer server, Random random) throws Exception {
      server.pause();
      Thread.sleep(20_000);
      server.resume();
    }
  },
  CUT_BY_RESET(Harm.DELAY) {
    @Override
    void act(Fleet fleet, FleetServer server, Random random) throws Exception {
      server.toEngine().set(Way.RESET);
      Thread.sleep(random.nextInt(3000));
      server.toEngine().set(Way.OPEN);
    }
  },
  CUT_BY_SILENCE(Harm.SERVER_LOST) {
    @Override
    void act(Fleet fleet, FleetServer server, Random random) throws Exception {
      server.toEngine().set(Way.SILENT);
      Thread.sleep(16_000);
      server.toEngine().set(Way.OPEN);
    }
  },
  CLIENTS_CUT(Harm.DELAY) {
    @Override
    void act(Fleet fleet, FleetServer server, Random random) throws Exception {
      for (FleetServer each : fleet.servers()) {
        each.front().cutOnce();
      }
      server.front().set(Way.SILENT);
      Thread.sleep(3000);
      server.front().set(Way.OPEN);
    }
  },
  KILLED(Harm.SERVER_LOST) {
    @Override
    void act(Fleet fleet, FleetServer server, Random random) throws Exception {
      server.kill();
      Thread.sleep(random.nextInt(10_000));
      server.start();
    }
  },
  TERMINATED(Harm.SERVER_STOPS) {
    @Override
    void act(Fleet fleet, FleetServer server, Random random) throws Exception {
      if (!server.terminate()) {
        throw new IllegalStateException(server.name() + " did not end by itself");
      }
      server.start();
    }
  };

  private final Harm harm;

  FleetFault(Harm harm) {
    this.harm = harm;
  }

  Harm harm() {
    return harm;
  }

  /** Does it to this server, if it is one that is done to a server. */
  abstract void act(Fleet fleet, FleetServer server, Random random) throws Exception;
}
