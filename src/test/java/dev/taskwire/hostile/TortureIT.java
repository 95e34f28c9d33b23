package dev.taskwire.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Servers of both kinds that share their tasks, under load, while they, their engine and the lines
 * between them fail: what the clients were told is held against the contract (§9).
 *
 * <p>{@code -Dtorture.minutes} for longer than every fault once, {@code -Dtorture.seed}, {@code
 * -Dtorture.rate} starts a second.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS) // -Dit.timeout ends it sooner
class TortureIT {
  private static final long SEED =
      Long.getLong("torture.seed", ThreadLocalRandom.current().nextLong(1L << 40));
  private static final long MINUTES = Long.getLong("torture.minutes", 0);
  private static final double RATE = Double.parseDouble(System.getProperty("torture.rate", "2"));
  private static final long SLACK_SECONDS = Long.getLong("torture.slack", 10);
  private static final long LAST_ENDS_SECONDS = 60;

  private final Random random = new Random(SEED);
  private final FaultLog faults = new FaultLog();
  private final ExecutorService lives = Executors.newCachedThreadPool();
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private final long began = System.nanoTime();

  @Test
  void everyClient_whateverFails_isToldTheSame() throws Exception {
    System.out.println("Torture: -Dtorture.seed=" + SEED);
    try (Fleet fleet = Fleet.start()) {
      Torture torture = new Torture(fleet, faults, new SharedPromises(faults, SLACK_SECONDS));
      say("all servers are up");
      Thread starting = new Thread(() -> startTasks(torture), "starts");
      starting.start();
      try {
        do {
          round(fleet);
        } while (System.nanoTime() - began < TimeUnit.MINUTES.toNanos(MINUTES));
      } finally {
        starting.interrupt();
        starting.join();
      }
      awaitClients(torture);
      say(torture.counts());
      assertEquals(List.of(), torture.broken(), "-Dtorture.seed=" + SEED);
    } finally {
      lives.shutdownNow();
      clients.shutdownNow();
    }
  }

  private void startTasks(Torture torture) {
    Random seeds = new Random(SEED);
    try {
      Path marks = Files.createTempDirectory(ServerSetup.property("it.work"), "marks");
      for (int i = 0; ; i++) {
        lives.execute(new TaskLife(torture, clients, marks.resolve("task" + i), seeds.nextLong()));
        Thread.sleep((long) (seeds.nextInt(2000) / RATE));
      }
    } catch (InterruptedException enough) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      torture.fault("Tasks could not be started: " + failure);
    }
  }

  /** Every fault once; the engine is emptied first, while nobody else is gone. */
  private void round(Fleet fleet) throws Exception {
    List<FleetFault> all = new ArrayList<>(List.of(FleetFault.values()));
    Collections.shuffle(all, random);
    if (faults.isEmpty()) {
      all.remove(FleetFault.ENGINE_EMPTIED);
      all.add(0, FleetFault.ENGINE_EMPTIED);
    }
    for (FleetFault fault : all) {
      FleetServer server = fleet.servers().get(random.nextInt(fleet.servers().size()));
      Thread.sleep(2000 + random.nextInt(2000));
      say(fault + " " + server.name());
      faults.began(fault.harm());
      fault.act(fleet, server, random);
      fleet.awaitWhole();
      say("whole again");
    }
  }

  private void say(String what) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    System.out.println("Torture: " + seconds + " s: " + what);
  }

  private void awaitClients(Torture torture) throws InterruptedException {
    lives.shutdown();
    if (!lives.awaitTermination(LAST_ENDS_SECONDS, TimeUnit.SECONDS)) {
      say("some still wait for an end");
    }
    torture.end();
    assertTrue(lives.awaitTermination(LAST_ENDS_SECONDS, TimeUnit.SECONDS), "a client hangs");
  }
}
