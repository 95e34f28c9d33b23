import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts many tasks that sleep at the first of several servers, and tells how long they waited, how long that is against one queue
 * with all workers, and where they ran.
 *
 * <pre>java src/bench/Distribution.java TASKS MILLIS WORKERS_OF_EACH http://one:8080/ http://two:8080/ …</pre>
 */
public final class Distribution {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern ID = Pattern.compile("\"task_id\":\"([^\"]+)\"");

  private Distribution() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int tasks = Integer.parseInt(args[0]);
    long millis = Long.parseLong(args[1]);
    int workers = Integer.parseInt(args[2]);
    int servers = args.length - 3;
    String first = args[3];
    String body = "{\"type\":\"demo\",\"params\":{\"events\":0,\"delay_ms\":" + millis + "}}";
    List<String> ids = new ArrayList<>();
    List<Instant> acceptedAt = new ArrayList<>();
    Instant begin = Instant.now();
    for (int i = 0; i < tasks; i++) {
      HttpResponse<String> answer = post(first + "api/tasks", body);
      if (answer.statusCode() != 201) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
      Matcher id = ID.matcher(answer.body());
      id.find();
      ids.add(id.group(1));
      acceptedAt.add(Instant.now());
    }
    Instant posted = Instant.now();
    List<String> done = new ArrayList<>();
    for (String id : ids) {
      done.add(await(first + "api/tasks/" + id));
    }
    Instant last = begin;
    double waited = 0;
    Map<String, Integer> where = new TreeMap<>();
    for (int i = 0; i < tasks; i++) {
      String task = done.get(i);
      waited += Duration.between(acceptedAt.get(i), time(task, "running_since")).toNanos() / 1e6;
      Instant end = time(task, "end_time");
      last = end.isAfter(last) ? end : last;
      where.merge(member(task, "node"), 1, Integer::sum);
    }
    double ideal = ideal(acceptedAt, millis, workers * servers);
    double seconds = Duration.between(begin, last).toNanos() / 1e9;
    System.out.printf(
        "%d servers: %d tasks in %.2f s (%.1f a second); posted in %.2f s; mean wait %.0f ms, ideal %.0f ms, ratio %.2f; %s%n",
        servers, tasks, seconds, tasks / seconds, Duration.between(begin, posted).toNanos() / 1e9, waited / tasks, ideal,
        waited / tasks / ideal, where);
  }

  /** The mean wait in one queue before all workers. */
  private static double ideal(List<Instant> acceptedAt, long millis, int workers) {
    Instant[] free = new Instant[workers];
    java.util.Arrays.fill(free, acceptedAt.get(0));
    double waited = 0;
    for (Instant accepted : acceptedAt) {
      int next = 0;
      for (int i = 1; i < workers; i++) {
        next = free[i].isBefore(free[next]) ? i : next;
      }
      Instant begins = free[next].isAfter(accepted) ? free[next] : accepted;
      waited += Duration.between(accepted, begins).toNanos() / 1e6;
      free[next] = begins.plusMillis(millis);
    }
    return waited / acceptedAt.size();
  }

  private static String await(String address) throws IOException, InterruptedException {
    while (true) {
      String task =
          HTTP.send(
                  HttpRequest.newBuilder(URI.create(address)).header("Prefer", "wait=20").build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      if (task.contains("\"status\":\"completed\"")) {
        return task;
      }
      Thread.sleep(100);
    }
  }

  private static HttpResponse<String> post(String address, String json)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static Instant time(String task, String name) {
    return Instant.parse(member(task, name));
  }

  private static String member(String task, String name) {
    Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(task);
    return value.find() ? value.group(1) : "";
  }
}
