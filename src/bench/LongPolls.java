import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a task takes for its reports while many clients poll for its events, each again as soon as it was answered.
 *
 * <pre>java src/bench/LongPolls.java URL POLLS REPORTS</pre>
 *
 * The URL ends in a slash. It prints what the task itself took, and how long after its end the last of the clients had that.
 */
public final class LongPolls {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":(\\d+)");
  private static final int SILENCE_MILLIS = 10_000;

  private LongPolls() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    String tasks = args[0] + "api/tasks";
    int polls = Integer.parseInt(args[1]);
    run(tasks, polls, args[2]); // warms up
    run(tasks, polls, args[2]);
    System.exit(0);
  }

  private static void run(String tasks, int polls, String reports) throws Exception {
    String body =
        "{\"type\":\"demo\",\"params\":{\"events\":%s,\"payload\":100,\"delay_ms\":%d}}".formatted(reports, SILENCE_MILLIS);
    String started =
        HTTP.send(
                HttpRequest.newBuilder(URI.create(tasks))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    String task = tasks + "/" + member(started, "task_id");
    CountDownLatch left = new CountDownLatch(polls);
    AtomicLong answers = new AtomicLong();
    AtomicLong refused = new AtomicLong();
    for (int i = 0; i < polls; i++) {
      poll(task, 0, left, answers, refused);
    }
    left.await();
    Instant last = Instant.now();
    String status = HTTP.send(HttpRequest.newBuilder(URI.create(task)).build(), HttpResponse.BodyHandlers.ofString()).body();
    Instant end = Instant.parse(member(status, "end_time"));
    long took = Duration.between(Instant.parse(member(status, "running_since")), end).toMillis() - SILENCE_MILLIS;
    System.out.printf(
        "%d polls: %s reports took %d ms; the last client had the end %d ms after it; %d answers, %d failed or refused%n",
        polls, reports, took, polls == 0 ? 0 : Duration.between(end, last).toMillis(), answers.get(), refused.get());
  }

  private static void poll(String task, long after, CountDownLatch left, AtomicLong answers, AtomicLong refused) {
    HTTP.sendAsync(
            HttpRequest.newBuilder(URI.create(task + "/events?wait=30&after=" + after)).build(),
            HttpResponse.BodyHandlers.ofString())
        .whenComplete(
            (answer, failure) -> {
              if (failure != null || answer.statusCode() != 200) {
                refused.incrementAndGet();
                left.countDown();
                return;
              }
              answers.incrementAndGet();
              String events = answer.body();
              long last = after;
              for (Matcher sequence = SEQUENCE.matcher(events); sequence.find(); ) {
                last = Long.parseLong(sequence.group(1));
              }
              if (events.contains("\"task_completed\"")) {
                left.countDown();
              } else {
                poll(task, last, left, answers, refused);
              }
            });
  }

  private static String member(String json, String name) {
    Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    return value.find() ? value.group(1) : "";
  }
}
