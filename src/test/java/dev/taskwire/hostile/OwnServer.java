package dev.taskwire.hostile;

import dev.taskwire.it.WholeAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A server of the test's own, with the WAR at {@code /}, on a free port of the loopback address.
 */
final class OwnServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(30))
          .build();

  private final Process process;
  private final int port;
  private final int managementPort;
  private final Path log;

  private OwnServer(Process process, int port, int managementPort, Path log) {
    this.process = process;
    this.port = port;
    this.managementPort = managementPort;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  /** Starts the server that this build tests, and waits until the WAR answers. */
  static OwnServer start(ServerSetup setup) throws IOException, InterruptedException {
    OwnServer server = launch(setup);
    try {
      Awaitility.await().atMost(PATIENCE).pollInterval(POLL).until(server::isUp);
    } catch (ConditionTimeoutException e) {
      server.kill();
      throw new IOException("The server did not start; see " + server.log, e);
    }
    return server;
  }

  /** Starts a server with a WAR that it must not deploy, and waits until its log says why. */
  static OwnServer startInVain(ServerSetup setup, String reason)
      throws IOException, InterruptedException {
    OwnServer server = launch(setup);
    try {
      Awaitility.await().atMost(PATIENCE).pollInterval(POLL).until(() -> server.hasLogged(reason));
    } catch (ConditionTimeoutException e) {
      server.kill();
      throw new IOException("\"" + reason + "\" is not in " + server.log, e);
    }
    return server;
  }

  private boolean hasLogged(String text) throws IOException {
    return logLines().stream().anyMatch(line -> line.contains(text));
  }

  private static OwnServer launch(ServerSetup setup) throws IOException, InterruptedException {
    int port = freePort();
    int managementPort = freePort();
    Path log = setup.directory().resolve("server.log");
    ProcessBuilder builder = new ProcessBuilder(ServerCommand.of(setup, port, managementPort));
    builder.environment().putAll(ServerCommand.environment(setup));
    builder
        .directory(setup.directory().toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new OwnServer(builder.start(), port, managementPort, log);
  }

  private boolean isUp() throws InterruptedException {
    if (!process.isAlive()) {
      throw new IllegalStateException("The server ended; see " + log);
    }
    try {
      int status = HTTP.send(request("api/tasks").build(), BodyHandlers.discarding()).statusCode();
      return status == 200 || status == 401;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Waits until something answers there, whatever it says but that it is not there. */
  void awaitDeployed(String path) {
    Awaitility.await(path).atMost(PATIENCE).pollInterval(POLL).until(() -> !refusesOrMisses(path));
  }

  /** Whether nothing of the WAR answers: the server does not know the path, or has ended. */
  boolean refusesOrMisses(String path) throws InterruptedException {
    try {
      return HTTP.send(request(path).build(), BodyHandlers.discarding()).statusCode() == 404;
    } catch (IOException nobodyThere) {
      return true;
    }
  }

  int port() {
    return port;
  }

  /** Where this kind of server has its own health. */
  URI health(String path) {
    int own = ServerCommand.isPayara() ? port : managementPort;
    return URI.create("http://127.0.0.1:" + own + "/health/" + path);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + "/" + path);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
  }

  /** Sends it and reads the whole answer; the request's own timeout ends at the headers. */
  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try {
      return WholeAnswer.to(request.build(), HTTP);
    } catch (IOException failed) {
      throw new IOException("See " + log, failed);
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** Starts a demo task with these parameters, without the braces, and returns its id. */
  String startDemo(String params) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        post("api/tasks", "{\"type\":\"demo\",\"params\":{" + params + "}}");
    if (answer.statusCode() != 201) {
      throw new IOException(answer.statusCode() + ": " + answer.body());
    }
    return Answers.member(answer.body(), "task_id");
  }

  /** What the server has logged. */
  List<String> logLines() throws IOException {
    return Files.readAllLines(log);
  }

  /** The process of the Java machine: the server is started by a script on WildFly. */
  ProcessHandle machine() {
    try (Stream<ProcessHandle> below = process.descendants()) {
      return below
          .filter(child -> child.info().command().orElse("").endsWith("java"))
          .findFirst()
          .orElse(process.toHandle());
    }
  }

  /** Asks the server to stop: SIGTERM. */
  void terminate() {
    machine().destroy();
  }

  /** Kills the server: SIGKILL. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  boolean awaitEnd(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    terminate();
    try {
      awaitEnd(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
