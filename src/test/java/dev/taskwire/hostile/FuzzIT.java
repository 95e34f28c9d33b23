package dev.taskwire.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random hostile requests over real connections. {@code -Dhostile.requests=} says how many, {@code
 * -Dhostile.seed=} repeats those of an earlier run.
 */
class FuzzIT {
  private static final int REQUESTS = Integer.getInteger("hostile.requests", 20_000);
  private static final long SEED = Long.getLong("hostile.seed", System.nanoTime());
  private static final int CONNECTIONS = 4;
  private static final int IDLE = 2_000;
  private static final Pattern INTERNALS =
      Pattern.compile(
          "(?i)payara|glassfish|grizzly|catalina|wildfly|undertow|jboss|resteasy|jersey|weld"
              + "|yasson|parsson|hibernate|(java|jakarta|javax|dev\\.taskwire|com\\.sun)\\.[a-z]"
              + "|exception|\\.java:\\d|/root/|/tmp/");

  private static OwnServer server;

  @BeforeAll
  static void startServer() throws IOException, InterruptedException {
    server = OwnServer.start(ServerSetup.named("fuzz"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  /** What one connection's requests were answered. */
  private static final class Findings {
    final Map<String, Integer> statuses = new TreeMap<>();
    final List<String> faults = new ArrayList<>();
    final List<Long> nanos = new ArrayList<>();
    HostileRequests.@Nullable Request previous;

    void fault(String what, HostileRequests.Request request) {
      if (faults.size() < 20) {
        faults.add(what + "\n  for " + request + "\n  after " + previous);
      }
    }
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS) // for the large counts
  void anyRequest_isAnsweredInTimeWithoutInternals() throws Exception {
    System.out.println("Fuzz: seed " + SEED + ", " + REQUESTS + " requests");
    String id = server.startDemo("\"events\":3");
    List<Findings> all = new ArrayList<>();
    ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Callable<Findings>> parts = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        HostileRequests requests = new HostileRequests(SEED + i, id);
        parts.add(() -> run(requests, REQUESTS / CONNECTIONS));
      }
      for (Future<Findings> part : clients.invokeAll(parts)) {
        all.add(part.get());
      }
    } finally {
      clients.shutdownNow();
    }
    report(all);
    List<String> faults = all.stream().flatMap(part -> part.faults.stream()).toList();
    assertEquals(List.of(), faults, "seed " + SEED);
    assertEquals(200, server.get("api/tasks").statusCode());
  }

  @Test
  void connections_thousandsWithHalfARequest_doNotKeepOthersOut() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < IDLE; i++) {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), server.port());
        idle.add(socket);
        socket
            .getOutputStream()
            .write("POST /api/tasks HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));
      }
      assertEquals(200, server.get("api/tasks").statusCode());
      assertEquals(201, server.post("api/tasks", "{\"type\":\"demo\"}").statusCode());
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
    assertEquals(200, server.get("api/tasks").statusCode());
  }

  private static Findings run(HostileRequests requests, int count) throws IOException {
    Findings findings = new Findings();
    Wire wire = new Wire(server.port());
    try {
      for (int i = 0; i < count; i++) {
        HostileRequests.Request request = requests.next();
        boolean goesOn = false;
        long began = System.nanoTime();
        try {
          wire.send(request.bytes());
          if (!request.isHalf()) {
            Wire.Answer answer = wire.read(!request.method().equals("HEAD"));
            findings.nanos.add(System.nanoTime() - began);
            judge(answer, request, findings);
            // a server that refused a request itself may not have read its body
            goesOn = !answer.closes() && (isOurs(answer) || answer.status() < 400);
          }
        } catch (EOFException | SocketException closed) {
          findings.statuses.merge("closed", 1, Integer::sum);
        } catch (IOException hang) {
          findings.fault("no answer: " + hang, request);
        }
        findings.previous = request;
        if (!goesOn) {
          wire.close();
          wire = new Wire(server.port());
        }
      }
    } finally {
      wire.close();
    }
    return findings;
  }

  private static void judge(
      Wire.Answer answer, HostileRequests.Request request, Findings findings) {
    boolean ours = isOurs(answer);
    String type = answer.header("content-type");
    findings.statuses.merge(answer.status() + (ours ? "" : " by the server"), 1, Integer::sum);
    if (answer.status() >= 500 && answer.status() != 503) {
      findings.fault("status " + answer.status(), request);
    }
    if (!ours && !answer.body().isEmpty() && !type.startsWith("text/html")) {
      findings.fault("no nosniff: " + answer, request);
    }
    if (!type.startsWith("application/") && answer.body().contains(HostileRequests.MARKUP)) {
      findings.fault("reflected as " + type, request);
    }
    boolean page = answer.status() == 200 && !type.contains("json");
    var leak = INTERNALS.matcher(answer.headers() + (page ? "" : answer.body()));
    if (leak.find()) {
      findings.fault("tells \"" + leak.group() + "\": " + answer, request);
    }
  }

  private static boolean isOurs(Wire.Answer answer) {
    return answer.header("x-content-type-options").equals("nosniff");
  }

  private static void report(List<Findings> all) {
    Map<String, Integer> statuses = new TreeMap<>();
    all.forEach(part -> part.statuses.forEach((key, n) -> statuses.merge(key, n, Integer::sum)));
    long[] nanos =
        all.stream().flatMap(part -> part.nanos.stream()).mapToLong(Long::longValue).toArray();
    Arrays.sort(nanos);
    assertTrue(nanos.length > REQUESTS / 2, "most were not answered");
    System.out.println(
        "Fuzz: "
            + statuses
            + ", p50 "
            + TimeUnit.NANOSECONDS.toMicros(nanos[nanos.length / 2])
            + " us, p99 "
            + TimeUnit.NANOSECONDS.toMicros(nanos[(int) (nanos.length * 0.99)])
            + " us");
  }
}
