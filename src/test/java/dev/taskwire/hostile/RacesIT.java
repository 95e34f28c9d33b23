package dev.taskwire.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Races on a running server: a very short task, while clients cancel, delete, watch and ask. {@code
 * -Dhostile.races=} says how many, {@code -Dhostile.seed=} repeats the choices of an earlier run.
 */
class RacesIT {
  private static final int RACES = Integer.getInteger("hostile.races", 1_000);
  private static final long SEED = Long.getLong("hostile.seed", System.nanoTime());
  private static final int PARALLEL = 4;

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS) // for the large counts
  void shortTasks_cancelledDeletedWatchedAtOnce_areConsistent() throws Exception {
    System.out.println("Races: seed " + SEED + ", " + RACES + " races");
    Map<String, Integer> seen = new ConcurrentHashMap<>();
    List<String> faults = new ArrayList<>();
    ExecutorService racers = Executors.newFixedThreadPool(PARALLEL);
    ExecutorService clients = Executors.newFixedThreadPool(PARALLEL * Race.CLIENTS);
    ServerSetup setup =
        ServerSetup.named("races").with("tasks.max-workers", "8").with("tasks.task-timeout", "1");
    try (OwnServer server = OwnServer.start(setup)) {
      List<Callable<List<String>>> parts = new ArrayList<>();
      for (int i = 0; i < PARALLEL; i++) {
        Random random = new Random(SEED + i);
        parts.add(() -> races(server, clients, random, seen));
      }
      for (Future<List<String>> part : racers.invokeAll(parts)) {
        faults.addAll(part.get());
      }
    } finally {
      racers.shutdownNow();
      clients.shutdownNow();
    }
    System.out.println("Races: " + new TreeMap<>(seen));
    assertEquals(List.of(), faults, "seed " + SEED);
  }

  private static List<String> races(
      OwnServer server, ExecutorService clients, Random random, Map<String, Integer> seen)
      throws Exception {
    List<String> faults = new ArrayList<>();
    try (Race race = new Race(server, clients)) {
      for (int i = 0; i < RACES / PARALLEL; i++) {
        try {
          race.run(random, seen).ifPresent(faults::add);
        } catch (IOException broken) {
          faults.add(broken.toString());
        }
      }
    }
    return faults;
  }
}
