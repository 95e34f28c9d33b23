import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What several servers with one Redis take: what is started at one server is watched, cancelled and asked for at another.
 *
 * <pre>
 * java src/bench/ClusterFigures.java events TASKS EVENTS_A_SECOND SECONDS ONE OTHER   from the report to a watcher of the other server
 * java src/bench/ClusterFigures.java starts CALLERS COUNT ONE                         how long a 201 takes
 * java src/bench/ClusterFigures.java cancels COUNT ONE OTHER                          from the cancel's request to the task's end
 * java src/bench/ClusterFigures.java lost COUNT PID ONE OTHER                         from SIGSTOP of ONE to node_lost at OTHER
 * java src/bench/ClusterFigures.java engine SECONDS PID ONE OTHER                     from SIGCONT of the Redis to the ends that were held
 * </pre>
 *
 * ONE and OTHER are addresses that end in a slash, PID the process to stop. All times are of one machine's clock.
 */
public final class ClusterFigures {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern ID = Pattern.compile("\"task_id\":\"([^\"]+)\"");
  private static final Pattern TIME = Pattern.compile("\"timestamp\":\"([^\"]+)\"");
  private static final Pattern END = Pattern.compile("\"event_type\":\"(task_(?:completed|failed|cancelled))\"");

  private ClusterFigures() {}

  /** Runs one of them. */
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "events" -> events(number(args[1]), number(args[2]), number(args[3]), args[4], args[5]);
      case "starts" -> starts(number(args[1]), number(args[2]), args[3]);
      case "cancels" -> cancels(number(args[1]), args[2], args[3]);
      case "lost" -> lost(number(args[1]), args[2], args[3], args[4]);
      case "engine" -> engine(number(args[1]), args[2], args[3], args[4]);
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.exit(0); // watchers may be left
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private static void events(int tasks, int perSecond, int seconds, String one, String other) throws Exception {
    delays(tasks, perSecond, Math.min(seconds, 10), one, other); // warms up, this program too
    List<Double> millis = delays(tasks, perSecond, seconds, one, other);
    long each = 1L * perSecond * seconds / tasks + 1;
    System.out.printf("events: %d tasks, %d a second: %s; seen %d of %d%n", tasks, perSecond, percentiles(millis), millis.size(), tasks * each);
  }

  private static List<Double> delays(int tasks, int perSecond, int seconds, String one, String other) throws Exception {
    long interval = 1_000_000L * tasks / perSecond;
    long each = 1_000_000L * seconds / interval;
    List<Watch> watches = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      watches.add(new Watch(other, start(one, each, interval, 2000)));
    }
    List<Double> millis = new ArrayList<>();
    for (Watch watch : watches) {
      watch.await(seconds + 60);
      millis.addAll(watch.millis);
    }
    return millis;
  }

  private static void starts(int callers, int count, String one) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    for (boolean warm : new boolean[] {true, false}) {
      List<Future<List<Double>>> all = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        all.add(
            threads.submit(
                () -> {
                  List<Double> millis = new ArrayList<>();
                  for (int j = 0; j < count / callers; j++) {
                    long before = System.nanoTime();
                    start(one, 1, 0, 0);
                    millis.add((System.nanoTime() - before) / 1e6);
                  }
                  return millis;
                }));
      }
      List<Double> millis = new ArrayList<>();
      for (Future<List<Double>> some : all) {
        millis.addAll(some.get());
      }
      if (!warm) {
        System.out.printf("starts: %d callers: %s%n", callers, percentiles(millis));
      }
    }
    threads.shutdown();
  }

  private static void cancels(int count, String one, String other) throws Exception {
    List<Double> ended = new ArrayList<>();
    List<Double> told = new ArrayList<>();
    for (int i = -count; i < count; i++) {
      Watch watch = new Watch(other, start(one, 1, 0, 60_000));
      watch.begun.await(10, TimeUnit.SECONDS);
      Instant before = Instant.now();
      int status = send(HttpRequest.newBuilder(URI.create(other + "api/tasks/" + watch.id + "/cancel")).POST(HttpRequest.BodyPublishers.noBody())).statusCode();
      if (status / 100 != 2) {
        throw new IllegalStateException("a cancel is answered " + status);
      }
      watch.await(30);
      if (i >= 0) { // the first half warms up
        ended.add(Duration.between(before, watch.endedAt).toNanos() / 1e6);
        told.add(Duration.between(before, watch.toldAt).toNanos() / 1e6);
      }
    }
    System.out.printf("cancels: the task ended after %s; watchers elsewhere saw it after %s%n", percentiles(ended), percentiles(told));
  }

  private static void lost(int count, String pid, String one, String other) throws Exception {
    List<Double> watched = new ArrayList<>();
    List<Double> polled = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      awaitUp(one, 60);
      Watch watch = new Watch(other, start(one, 1, 0, 600_000));
      String quiet = start(one, 1, 0, 600_000);
      watch.begun.await(10, TimeUnit.SECONDS);
      signal("STOP", pid);
      Instant before = Instant.now();
      try {
        watch.await(60);
        watched.add(Duration.between(before, watch.toldAt).toNanos() / 1e9);
        while (!get(other + "api/tasks/" + quiet).contains("\"status\":\"failed\"")) {
          Thread.sleep(50);
        }
        polled.add(Duration.between(before, Instant.now()).toNanos() / 1e9);
        if (!"task_failed".equals(watch.end)) {
          throw new IllegalStateException(watch.end);
        }
      } finally {
        signal("CONT", pid);
      }
    }
    System.out.printf("lost, in seconds: watchers %s; callers %s%n", percentiles(watched), percentiles(polled));
  }

  private static void engine(int seconds, String pid, String one, String other) throws Exception {
    List<Watch> watches = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String first = i % 2 == 0 ? one : other;
      watches.add(new Watch(i % 4 < 2 ? one : other, start(first, 100, 50_000, 0)));
    }
    for (Watch watch : watches) {
      watch.begun.await(10, TimeUnit.SECONDS);
    }
    signal("STOP", pid);
    Thread.sleep(seconds * 1000L);
    long early = watches.stream().filter(watch -> watch.end != null).count();
    signal("CONT", pid);
    Instant back = Instant.now();
    List<Double> told = new ArrayList<>();
    long completed = 0;
    long lastReport = 0;
    for (Watch watch : watches) {
      watch.await(60);
      told.add(Duration.between(back, watch.toldAt).toNanos() / 1e9);
      completed += "task_completed".equals(watch.end) ? 1 : 0;
      lastReport = Math.max(lastReport, Duration.between(watch.startedAt, watch.endedAt).toMillis());
    }
    System.out.printf(
        "engine away for %d s: %d ends shown meanwhile; %d of %d completed, %s s after it was back; the slowest task of 5 s took %d ms%n",
        seconds, early, completed, watches.size(), percentiles(told), lastReport);
  }

  private static void awaitUp(String server, int seconds) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (send(HttpRequest.newBuilder(URI.create(server + "api/health/ready"))).statusCode() != 200) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException(server + " does not come back");
      }
      Thread.sleep(200);
    }
  }

  private static void signal(String name, String pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
  }

  private static String start(String server, long events, long intervalMicros, long delayMillis) throws Exception {
    String body =
        "{\"type\":\"demo\",\"params\":{\"events\":" + events + ",\"interval_us\":" + intervalMicros + ",\"payload\":100,\"delay_ms\":" + delayMillis + "}}";
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(server + "api/tasks"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    if (answer.statusCode() != 201) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return group(ID, answer.body());
  }

  private static String get(String address) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(address))).body();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String percentiles(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0
        ? "none"
        : String.format("p50 %.1f, p99 %.1f, max %.1f (%d)", at(sorted, 0.5), at(sorted, 0.99), sorted[sorted.length - 1], sorted.length);
  }

  private static double at(double[] sorted, double part) {
    return sorted[(int) Math.min(sorted.length - 1, part * sorted.length)];
  }

  /** One task's stream at one server. */
  private static final class Watch {
    final String id;
    final List<Double> millis = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch begun = new CountDownLatch(1);
    volatile Instant startedAt;
    volatile Instant endedAt;
    volatile Instant toldAt;
    volatile String end;
    private final CompletableFuture<Void> over;

    Watch(String server, String id) {
      this.id = id;
      this.over =
          HTTP.sendAsync(
                  HttpRequest.newBuilder(URI.create(server + "api/tasks/" + id + "/stream")).build(),
                  HttpResponse.BodyHandlers.ofLines())
              .thenAcceptAsync(
                  answer -> {
                    try (Stream<String> lines = answer.body()) {
                      lines.filter(line -> line.startsWith("data:")).forEach(this::told);
                    }
                  },
                  runnable -> {
                    Thread reader = new Thread(runnable);
                    reader.setDaemon(true);
                    reader.start();
                  });
    }

    private void told(String line) {
      Instant now = Instant.now();
      Instant time = Instant.parse(group(TIME, line));
      if (line.contains("\"event_type\":\"task_started\"")) {
        startedAt = time;
        begun.countDown();
        return; // it was reported before the watcher came
      }
      millis.add(Duration.between(time, now).toNanos() / 1e6);
      Matcher matcher = END.matcher(line);
      if (matcher.find()) {
        endedAt = time;
        toldAt = now;
        end = matcher.group(1);
      }
    }

    void await(int seconds) throws Exception {
      try {
        over.get(seconds, TimeUnit.SECONDS);
      } catch (ExecutionException cut) {
        if (end == null) {
          throw cut;
        }
      }
      if (end == null) {
        throw new IllegalStateException("a stream was over without an end");
      }
    }
  }
}
