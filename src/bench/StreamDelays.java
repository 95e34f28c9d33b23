import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** How long each event of a stream takes to its subscriber, through a proxy or not. */
public final class StreamDelays {
  private static final String USAGE =
      """
      java src/bench/StreamDelays.java URL [EVENTS INTERVAL_MS SILENCE_MS]

      Starts a demo task at URL, watches it as a client that accepts gzip, and compares the time of receipt
      with the event's own timestamp (one clock), or with the request if that came later. 100 events, one
      every 20 ms, after a silence of 1000 ms. URL is a server with tasks.demo-enabled=true, or its proxy.
      """;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern STREAM_URL = Pattern.compile("\"stream_url\":\\s*\"([^\"]+)\"");
  private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\":\"([^\"]+)\"");
  private static final long LATE = 200_000;

  private final List<Long> delays = new ArrayList<>();
  private long last;
  private long gaps;
  private boolean ended;

  private StreamDelays() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 1 && args.length != 4) {
      System.err.print(USAGE);
      System.exit(2);
    }
    URI url = URI.create(args[0]);
    StreamDelays stream = new StreamDelays();
    stream.watch(
        args.length == 4 ? start(url, args[1], args[2], args[3]) : start(url, "100", "20", "1000"));
    stream.report();
  }

  private static URI start(URI url, String events, String intervalMs, String silenceMs)
      throws IOException, InterruptedException {
    String body =
        "{\"type\":\"demo\",\"params\":{\"events\":%s,\"interval_us\":%s000,\"delay_ms\":%s}}"
            .formatted(events, intervalMs, silenceMs);
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/api/tasks"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    String answer = HTTP.send(request, BodyHandlers.ofString()).body();
    return url.resolve(find(STREAM_URL, answer));
  }

  private void watch(URI stream) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(stream)
            .header("Accept", "text/event-stream")
            .header("Accept-Encoding", "gzip")
            .build();
    Instant asked = Instant.now();
    HttpResponse<InputStream> response = HTTP.send(request, BodyHandlers.ofInputStream());
    long head = asked.until(Instant.now(), ChronoUnit.MILLIS);
    String encoding = response.headers().firstValue("Content-Encoding").orElse("none");
    System.out.printf(
        "status %d after %d ms, compression %s%n", response.statusCode(), head, encoding);
    try (InputStream body =
        encoding.equals("gzip") ? new GZIPInputStream(response.body()) : response.body()) {
      for (String line = readLine(body); !line.isEmpty() || !ended; line = readLine(body)) {
        take(line, asked);
      }
    } catch (IOException cut) {
      System.out.println("cut off: " + cut.getMessage());
    }
  }

  /** A byte at a time: a reader with a buffer waits until it is full. */
  private static String readLine(InputStream body) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = body.read(); b != '\n'; b = body.read()) {
      if (b < 0) {
        throw new IOException("the stream ended before the task");
      }
      line.append((char) b);
    }
    return line.toString();
  }

  private void take(String line, Instant asked) {
    if (line.startsWith("id: ")) {
      long id = Long.parseLong(line.substring(4));
      gaps += id == last + 1 ? 0 : 1;
      last = id;
    } else if (line.startsWith("data: ")) {
      Instant sent = Instant.parse(find(TIMESTAMP, line));
      delays.add((sent.isBefore(asked) ? asked : sent).until(Instant.now(), ChronoUnit.MICROS));
      ended = line.startsWith("data: {\"event_type\":\"task_completed\"");
    }
  }

  private void report() {
    long late = delays.stream().filter(delay -> delay > LATE).count();
    double first = delays.get(0) / 1e3;
    Collections.sort(delays);
    int n = delays.size();
    System.out.printf(
        "%d events, %d gaps; first %.1f, p50 %.1f, p99 %.1f, latest %.1f ms; %d later than 200"
            + " ms%n",
        n,
        gaps,
        first,
        delays.get(n / 2) / 1e3,
        delays.get(n * 99 / 100) / 1e3,
        delays.get(n - 1) / 1e3,
        late);
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("Not what was expected: " + text);
    }
    return matcher.group(1);
  }
}
