package dev.taskwire.hostile;

import dev.taskwire.cluster.redis.RedisProcess;
import dev.taskwire.hostile.tasks.MarkedTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Two Payara Micro, one with a wrong clock, one WildFly, and the engine that they share. */
final class Fleet implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<FleetServer> servers = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private RedisProcess engine;

  /** One that is stopped does not tell. */
  private long enginePid;

  private Fleet(RedisProcess engine) {
    this.engine = engine;
    this.enginePid = engine.pid();
  }

  static Fleet start() throws IOException, InterruptedException {
    Fleet fleet = new Fleet(RedisProcess.start());
    Path war = ServerSetup.named("torture").withTasksBeside(MarkedTask.class).war();
    int port = fleet.engine.port();
    Duration none = Duration.ZERO;
    fleet.servers.add(new FleetServer("a", "payara-micro", war, port, none));
    fleet.servers.add(new FleetServer("b", "payara-micro", war, port, Duration.ofHours(1)));
    fleet.servers.add(new FleetServer("c", "wildfly", war, port, none));
    ExecutorService starting = Executors.newFixedThreadPool(fleet.servers.size());
    try {
      List<Callable<Boolean>> starts = new ArrayList<>();
      for (FleetServer server : fleet.servers) {
        starts.add(
            () -> {
              server.start();
              return true;
            });
      }
      for (Future<Boolean> started : starting.invokeAll(starts)) {
        started.get();
      }
      fleet.awaitWhole();
      return fleet;
    } catch (ExecutionException failure) {
      fleet.close();
      throw new IOException(failure.getCause());
    } finally {
      starting.shutdownNow();
    }
  }

  List<FleetServer> servers() {
    return List.copyOf(servers);
  }

  /** One after the other, as a balancer without any memory does. */
  FleetServer next() {
    return servers.get(Math.floorMod(next.getAndIncrement(), servers.size()));
  }

  /** Waits until all servers know each other. */
  void awaitWhole() {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> servers.stream().allMatch(one -> one.serversUp() == servers.size()));
    } catch (ConditionTimeoutException apart) {
      String said = servers.stream().map(FleetServer::said).collect(Collectors.joining("\n"));
      throw new IllegalStateException("The servers do not come together:\n" + said, apart);
    }
  }

  void pauseEngine() throws IOException, InterruptedException {
    Signals.send("STOP", enginePid);
  }

  void resumeEngine() throws IOException, InterruptedException {
    Signals.send("CONT", enginePid);
  }

  /** The engine ends at once, and has lost what it had when it comes again. */
  void killEngine() throws IOException, InterruptedException {
    Signals.send("KILL", enginePid);
    engine.close();
  }

  void startEngine() {
    engine = RedisProcess.start(engine.port());
    enginePid = engine.pid();
  }

  @Override
  public void close() throws IOException {
    for (FleetServer server : servers) {
      server.close();
    }
    engine.close();
  }
}
