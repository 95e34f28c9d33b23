package dev.taskwire.cluster.membership;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.BellListener;
import dev.taskwire.cluster.protocol.FaultyEngine.Fault;
import dev.taskwire.cluster.protocol.InMemoryEngine;
import dev.taskwire.cluster.protocol.TaskRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Servers, an engine, clients, and what goes wrong between them, in virtual time; after each step
 * the sentences of contract §9 are checked that it can have broken.
 */
final class Simulation implements SimObserver, SimClient.Cluster {
  private static final long SECOND = 1_000_000;
  private static final long WITHIN = 15 * SECOND;
  private static final long QUIET = 60 * SECOND;

  private final long seed;
  private final SimOptions options;
  private final SimWorld world;
  private final InMemoryEngine engine;
  private final List<SimServer> servers = new ArrayList<>();
  private final Map<String, Seen> tasks = new LinkedHashMap<>();
  private final List<SimClient> clients = new ArrayList<>();
  private final Map<SimServer, Integer> cut = new HashMap<>();
  private boolean away;
  private long lastOutage = Long.MIN_VALUE / 2;
  int fencings;
  int restarts;
  int lost;
  int events;

  /** What is known of a task outside. */
  private static final class Seen {
    private boolean accepted;
    private boolean restartable;
    private boolean cancelAccepted;
    private int begins;
    private final Map<Integer, Integer> beginsByAttempt = new HashMap<>();
    private final Map<Long, byte[]> bytes = new HashMap<>();
    private long terminal;
  }

  Simulation(long seed, SimOptions options) {
    this.seed = seed;
    this.options = options;
    this.world = new SimWorld(seed);
    this.engine = new InMemoryEngine(world::micros, this::ring);
    engine.onVerdict(this::condemned);
    if (options.withoutFence) {
      engine.ignoreFences();
    }
  }

  private void ring(BellListener listener, Collection<String> ids) {
    SimServer server = (SimServer) listener;
    if (away || world.chance(options.bellsLost)) {
      return;
    }
    int times = world.chance(0.1) ? 2 : 1;
    for (int i = 0; i < times; i++) {
      world.later(world.between(0, 20), server, SimServer.REQUESTS, () -> server.rung(ids));
    }
  }

  /** Runs it to its end. */
  void run() {
    for (int i = 0; i < options.servers; i++) {
      add("s" + i);
    }
    world.run(world.micros() + 5 * SECOND);
    long length = options.starts.toMillis();
    for (int i = 0; i < options.tasks; i++) {
      String id = "t" + i;
      world.later(world.between(0, length), () -> post(id));
    }
    times(options.crashes, length, this::crash);
    times(options.pauses, length, () -> pause(world.between(1000, 30_000)));
    times(options.cuts, length, this::cut);
    times(options.outages, length, this::outage);
    times(options.wipes, length, engine::wipe);
    world.run(world.micros() + options.starts.toNanos() / 1000 + QUIET + WITHIN);
    end();
  }

  private void times(int count, long lengthMillis, Runnable trouble) {
    for (int i = 0; i < count; i++) {
      world.later(world.between(0, lengthMillis), trouble);
    }
  }

  private void add(String name) {
    SimServer server = new SimServer(name, world, options, engine, this);
    server.link.faults(
        () ->
            away || cut.containsKey(server)
                ? Fault.CUT
                : world.chance(options.answersLost) ? Fault.ANSWER_LOST : Fault.NONE);
    server.link.meanwhile(
        () -> {
          takeTime();
          server.afterCall();
        },
        () -> {
          takeTime();
          server.afterCall();
        });
    servers.add(server);
    server.start();
  }

  private void takeTime() {
    if (world.chance(options.slowCalls)) {
      world.takes(world.chance(0.05) ? world.between(100, 2000) : world.between(0, 20));
    }
  }

  // ---- what goes wrong ----

  private List<SimServer> alive() {
    return servers.stream().filter(server -> !server.isDead()).toList();
  }

  private void crash() {
    if (alive().size() < 2) {
      return;
    }
    SimServer victim = world.any(alive());
    List<String> had = List.copyOf(victim.held.keySet());
    victim.kill();
    long at = world.micros();
    add(victim.name + "'");
    world.later(WITHIN, () -> checkTakenOver(victim, had, at));
  }

  /** Only while nothing else was in the way. */
  private void checkTakenOver(SimServer victim, List<String> had, long at) {
    boolean undisturbed =
        lastOutage < at - 10 * SECOND
            && !away
            && cut.isEmpty()
            && alive().stream().noneMatch(SimServer::isTroubled);
    if (!undisturbed) {
      return;
    }
    for (String id : had) {
      TaskRecord task = engine.find(id);
      if (task != null && !task.status().isTerminal() && task.node() != null) {
        check(
            !task.node().startsWith(victim.name + "#"),
            "15 s after its server was killed, " + id + " is still on it");
      }
    }
  }

  private void pause(long forMicros) {
    world.any(alive()).pause(forMicros);
  }

  private void cut() {
    SimServer victim = world.any(alive());
    cut.merge(victim, 1, Integer::sum);
    world.later(
        world.between(1000, 30_000),
        () -> {
          cut.computeIfPresent(victim, (server, cuts) -> cuts == 1 ? null : cuts - 1);
          victim.lastTrouble = world.micros();
        });
  }

  private void outage() {
    away = true;
    long length = world.between(1000, 40_000);
    lastOutage = world.micros() + length;
    world.later(
        length,
        () -> {
          if (world.micros() >= lastOutage) {
            away = false;
          }
        });
  }

  // ---- clients ----

  private void post(String id) {
    SimServer at = world.any(alive());
    tasks.put(id, new Seen());
    world.later(
        0,
        at,
        SimServer.REQUESTS,
        () -> at.post(id, world.chance(options.distributed), world.chance(options.restartable)));
    if (world.chance(options.cancelled)) {
      world.later(
          world.between(0, 5000),
          () -> {
            SimServer other = world.any(alive());
            world.later(0, other, SimServer.REQUESTS, () -> other.cancel(id));
          });
    }
  }

  @Override
  public SimServer any() {
    return world.any(alive());
  }

  @Override
  public void received(SimClient client, long sequence, byte[] bytes, boolean terminal) {
    events++;
    String what = client.task + " event " + sequence;
    check(
        sequence > client.seen,
        () -> what + " comes after " + client.seen + " at the same watcher");
    check(!client.ended, () -> what + " comes after the end");
    Seen seen = tasks.get(client.task);
    byte[] before = seen.bytes.putIfAbsent(sequence, bytes);
    check(
        before == null || Arrays.equals(before, bytes),
        () -> what + " is " + text(bytes) + " here, and " + text(before) + " elsewhere");
    if (terminal) {
      check(
          seen.terminal == 0 || seen.terminal == sequence,
          () -> what + " is a second end, after " + seen.terminal);
      seen.terminal = sequence;
      if (options.wipes == 0) {
        TaskRecord task = engine.find(client.task);
        check(
            task != null && task.status().isTerminal() && task.last() == sequence,
            () -> what + " is shown as the end, but is not recorded");
      }
    }
  }

  @Override
  public void notFound(SimClient client, SimServer server) {
    fail(client.task + " is 404 at " + server.name);
  }

  @Override
  public void complete(SimClient client) {
    fail(client.task + " is 204 for a watcher that has not seen its end, but " + client.seen);
  }

  // ---- servers ----

  @Override
  public void accepted(String id, boolean restartable) {
    Seen seen = tasks.get(id);
    seen.accepted = true;
    seen.restartable = restartable;
    int watchers = (int) options.clientsPerTask;
    watchers += world.chance(options.clientsPerTask - watchers) ? 1 : 0;
    for (int i = 0; i < watchers; i++) {
      SimClient client = new SimClient(id, world, this);
      clients.add(client);
      world.later(world.between(0, 5000), client::connect);
    }
  }

  @Override
  public void lostBeforeItBegan(String id) {
    lost++;
  }

  @Override
  public void begun(String id, int attempt) {
    Seen seen = tasks.get(id);
    seen.begins++;
    check(
        seen.beginsByAttempt.merge(attempt, 1, Integer::sum) == 1,
        () -> id + " begins twice in attempt " + attempt);
    check(seen.begins == 1 || seen.restartable || !seen.accepted, () -> id + " begins again");
    check(seen.begins <= 3, () -> id + " begins " + seen.begins + " times");
    restarts += attempt > 1 ? 1 : 0;
  }

  @Override
  public void endedByOthers(TaskRecord task) {
    lost++;
  }

  @Override
  public void cancelAccepted(String id) {
    tasks.get(id).cancelAccepted = true;
  }

  @Override
  public void worstMoment(SimServer server) {
    if (world.chance(options.worstPauses)) {
      server.pause(world.between(5_000, 20_000));
    }
  }

  @Override
  public boolean isEngineAway() {
    return away;
  }

  @Override
  public void fenced(SimServer server) {
    fencings++;
  }

  /** Only who is dead, or was slow or cut off, and not only because the engine was. */
  private void condemned(String node) {
    for (SimServer server : servers) {
      if (node.equals(server.membership.node())) {
        check(server.isTroubled(), () -> node + " was declared lost, but was well");
      }
    }
  }

  // ---- at the end ----

  private void end() {
    tasks.forEach(
        (id, seen) -> {
          TaskRecord task = engine.find(id);
          if (!seen.accepted) {
            return;
          }
          check(task != null, () -> id + " was answered 201, and is not there any more");
          check(
              task.status().isTerminal(),
              () -> id + " never ended: " + task.status() + " on " + task.node());
          check(
              !seen.cancelAccepted || options.wipes > 0 || task.status() != TaskStatus.COMPLETED,
              () -> id + " completed after its cancel was recorded");
        });
    for (SimClient client : clients) {
      check(
          client.ended,
          () -> "a watcher of " + client.task + " at " + client.seen + " waits for ever");
    }
  }

  private void check(boolean holds, java.util.function.Supplier<String> otherwise) {
    if (!holds) {
      fail(otherwise.get());
    }
  }

  private void check(boolean holds, String otherwise) {
    check(holds, () -> otherwise);
  }

  private void fail(String what) {
    throw new Violation(
        "seed %d, %.3f s, step %d: %s".formatted(seed, world.micros() / 1e6, world.steps(), what));
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, java.nio.charset.StandardCharsets.UTF_8).strip();
  }

  long steps() {
    return world.steps();
  }

  /** A sentence of the contract does not hold. */
  static final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(String message) {
      super(message);
    }
  }
}
