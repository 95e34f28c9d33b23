package dev.taskwire.hostile;

import dev.taskwire.hostile.CuttingProxy.Way;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One of several servers, behind a line that can be cut, with such a line to the engine. It may be
 * ended and started again. Requests may be sent on any thread.
 */
final class FleetServer implements AutoCloseable {
  private final String name;
  private final String kind;
  private final Path war;
  private final Duration ahead;
  private final CuttingProxy front;
  private final CuttingProxy toEngine;
  private final AtomicInteger starts = new AtomicInteger();
  private volatile @Nullable OwnServer server;
  private volatile boolean stopping;

  /**
   * Creates one that is not started.
   *
   * @param kind which server, as {@code arquillian.launch} names it
   * @param ahead how wrong its wall clock is
   */
  FleetServer(String name, String kind, Path war, int enginePort, Duration ahead)
      throws IOException {
    this.name = name;
    this.kind = kind;
    this.war = war;
    this.ahead = ahead;
    this.front = new CuttingProxy(0);
    this.toEngine = new CuttingProxy(enginePort);
  }

  String name() {
    return name;
  }

  /** Starts it, and waits until it answers. */
  void start() throws IOException, InterruptedException {
    ServerSetup setup =
        ServerSetup.named("torture-" + name + starts.incrementAndGet())
            .ofKind(kind)
            .withWar(war)
            .with("tasks.max-workers", "24")
            .with("tasks.heartbeat-interval", "2")
            .with("tasks.cluster", "redis")
            .with("tasks.cluster.url", "redis://127.0.0.1:" + toEngine.port())
            .with("tasks.cluster.node-name", name);
    if (!ahead.isZero()) {
      setup = setup.withClockThatMoves();
      MovedClock.in(setup.directory()).move(ahead);
    }
    OwnServer started = OwnServer.start(setup);
    server = started;
    stopping = false;
    front.lead(started.port());
  }

  /** The line in front of it. */
  CuttingProxy front() {
    return front;
  }

  /** The line from it to the engine. */
  CuttingProxy toEngine() {
    return toEngine;
  }

  /** Sends a request and reads the answer; of an event stream only its head. */
  Wire.Answer ask(String method, String path, String headers, String body) throws IOException {
    try (Wire wire = new Wire(front.port())) {
      return ask(wire, method, path, headers, body);
    }
  }

  /** The same over a connection that the caller goes on to read. */
  static Wire.Answer ask(Wire wire, String method, String path, String headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head = method + " /api/" + path + " HTTP/1.1\r\nHost: localhost\r\n";
    String json = "Content-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n";
    String whole = head + headers + (method.equals("POST") ? json : "") + "\r\n" + body;
    wire.send(whole.getBytes(StandardCharsets.UTF_8));
    return wire.read(true);
  }

  /** How many servers it takes to be up; 0 or less if it does not say. */
  int serversUp() {
    // the first says how it stands to the engine
    return said().split("\"state\":\"up\"", -1).length - 2;
  }

  /** What it says of the servers. */
  String said() {
    try {
      return name + " " + ask("GET", "server", "", "").body();
    } catch (IOException away) {
      return name + " " + away;
    }
  }

  /** Whether that is an answer of a server whose application is gone already, as it stops. */
  boolean isOfItsEnd(Wire.Answer answer) {
    return stopping && answer.status() == 500;
  }

  /** SIGKILL. */
  void kill() {
    front.lead(0);
    running().kill();
  }

  /** SIGTERM, and SIGKILL if it has not ended in time; returns whether it had. */
  boolean terminate() throws InterruptedException {
    OwnServer ending = running();
    stopping = true;
    ending.terminate();
    boolean ended = ending.awaitEnd(Duration.ofSeconds(30));
    front.lead(0);
    ending.kill();
    return ended;
  }

  /** SIGSTOP. */
  void pause() throws IOException, InterruptedException {
    Signals.send("STOP", running().machine().pid());
  }

  /** SIGCONT. */
  void resume() throws IOException, InterruptedException {
    Signals.send("CONT", running().machine().pid());
  }

  private OwnServer running() {
    OwnServer running = server;
    if (running == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return running;
  }

  @Override
  public void close() throws IOException {
    front.close();
    toEngine.set(Way.RESET);
    toEngine.close();
    OwnServer running = server;
    if (running != null) {
      running.kill();
    }
  }
}
