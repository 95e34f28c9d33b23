package dev.taskwire.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One task and the clients that fall upon it at the same moment, each on its own connection. */
final class Race implements AutoCloseable {
  static final int CLIENTS = 4;

  private static final Pattern TYPE = Pattern.compile("\"event_type\":\"(task_[a-z]+)\"");
  private static final Pattern ID = Pattern.compile("\nid: (\\d+)\n");

  private final OwnServer server;
  private final ExecutorService clients;
  private final Wire starter;
  private final List<Wire> wires = new ArrayList<>();

  Race(OwnServer server, ExecutorService clients) throws IOException {
    this.server = server;
    this.clients = clients;
    this.starter = new Wire(server.port());
    for (int i = 1; i < CLIENTS; i++) {
      wires.add(new Wire(server.port()));
    }
  }

  /** Runs one race; what was inconsistent about it, if anything was. */
  Optional<String> run(Random random, Map<String, Integer> seen) throws Exception {
    boolean overTime = random.nextInt(200) == 0;
    int delay = overTime ? 990 + random.nextInt(20) : random.nextInt(3);
    String outcome = random.nextInt(4) == 0 ? "fail" : "complete";
    String params =
        "\"events\":%d,\"delay_ms\":%d,\"outcome\":\"%s\""
            .formatted(random.nextInt(4), delay, outcome);
    String body = "{\"type\":\"demo\",\"params\":{" + params + "}}";
    String id = Answers.member(call(starter, "POST", "/api/tasks", body).body(), "task_id");
    boolean cancels = !overTime && random.nextInt(3) > 0;
    CyclicBarrier start = new CyclicBarrier(CLIENTS);
    List<Callable<String>> parts =
        List.of(
            () -> watch(start, id),
            () ->
                cancels ? status(start, 0, "POST", id, "/cancel") : status(start, 0, "GET", id, ""),
            () -> status(start, 1, "DELETE", id, ""),
            () -> status(start, 2, "GET", id, "/events?wait=1"));
    List<String> results = new ArrayList<>();
    for (Future<String> part : clients.invokeAll(parts)) {
      results.add(part.get());
    }
    int shown = call(starter, "GET", "/api/tasks/" + id, "").status();
    String task = shown == 200 ? call(starter, "GET", "/api/tasks/" + id, "").body() : "";
    String stream = results.get(0);
    String end = stream.startsWith("HTTP/1.1 200") ? end(stream) : "none";
    seen.merge(end + (cancels ? ", cancel " + results.get(1) : ""), 1, Integer::sum);
    seen.merge("delete " + results.get(2), 1, Integer::sum);
    return fault(results, cancels, end, task)
        .map(what -> what + " in " + id + " " + params + ": " + results + task);
  }

  private static Optional<String> fault(
      List<String> results, boolean cancels, String end, String task) {
    List<String> allowed = cancels ? List.of("200", "404", "409") : List.of("200", "404");
    boolean removed = results.get(2).equals("204");
    if (!allowed.contains(results.get(1))) {
      return Optional.of("cancel or status");
    }
    if (!List.of("204", "409").contains(results.get(2))) {
      return Optional.of("delete");
    }
    if (!List.of("200", "404").contains(results.get(3))) {
      return Optional.of("events");
    }
    if (end.startsWith("wrong") || end.equals("none") && !removed) {
      return Optional.of("stream " + end);
    }
    if (cancels
        && results.get(1).equals("200")
        && !List.of("task_cancelled", "none").contains(end)) {
      return Optional.of("cancel was taken, but the end is " + end);
    }
    if (removed != task.isEmpty()) {
      return Optional.of("deleted and not gone, or gone and not deleted");
    }
    String status = end.replace("task_", "");
    return task.isEmpty() || task.contains("\"status\":\"" + status + "\"")
        ? Optional.empty()
        : Optional.of("status and stream disagree");
  }

  /** The one terminal event of a stream, or what is wrong with it. */
  private static String end(String stream) {
    List<String> ends = new ArrayList<>();
    Matcher type = TYPE.matcher(stream);
    while (type.find()) {
      if (!type.group(1).equals("task_started")) {
        ends.add(type.group(1));
      }
    }
    long last = 0;
    Matcher id = ID.matcher(stream);
    while (id.find()) {
      if (Long.parseLong(id.group(1)) <= last) {
        return "wrong: ids go back";
      }
      last = Long.parseLong(id.group(1));
    }
    boolean finished = stream.endsWith("\r\n0\r\n\r\n");
    return ends.size() == 1 && finished ? ends.get(0) : "wrong: " + ends + ", ended: " + finished;
  }

  private String watch(CyclicBarrier start, String id) throws Exception {
    start.await();
    try (Sse stream = Sse.open(server, "api/tasks/" + id + "/stream")) {
      String head = stream.readUntil("\r\n\r\n");
      return head.startsWith("HTTP/1.1 200") ? stream.readUntil("\r\n0\r\n\r\n") : head;
    }
  }

  private String status(CyclicBarrier start, int wire, String method, String id, String below)
      throws Exception {
    start.await();
    String path = "/api/tasks/" + id + below;
    return String.valueOf(call(wires.get(wire), method, path, "").status());
  }

  private static Wire.Answer call(Wire wire, String method, String path, String body)
      throws IOException {
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    wire.send((head + body).getBytes(UTF_8));
    return wire.read(true);
  }

  @Override
  public void close() throws IOException {
    starter.close();
    for (Wire wire : wires) {
      wire.close();
    }
  }
}
