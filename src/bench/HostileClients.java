import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Thousands of subscribers that leave all at once, and come back all at once.
 *
 * <p>One thread and a selector, so that the clients cost the machine little.
 */
public final class HostileClients {
  private static final String USAGE =
      """
      java src/bench/HostileClients.java SCENARIO URL [SUBSCRIBERS [INTERVAL_MS]]

        vanish     subscribers leave while events flow, half by FIN, half by RST, and stay away
        reconnect  they leave in the same way, and are back within two seconds with Last-Event-ID

      URL is a server with tasks.demo-enabled=true; 5000 subscribers, an event every 500 ms.
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private HostileClients() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 2 || args.length > 4 || !List.of("vanish", "reconnect").contains(args[0])) {
      System.err.print(USAGE);
      System.exit(2);
    }
    Server server = new Server(URI.create(args[1]));
    long openBefore = server.openStreams();
    String stream = server.start(args.length > 3 ? Integer.parseInt(args[3]) : 500);
    try (Crowd crowd =
        new Crowd(server, stream, args.length > 2 ? Integer.parseInt(args[2]) : 5000)) {
      gather(crowd);
      if (args[0].equals("vanish")) {
        vanish(crowd, server, openBefore);
      } else {
        reconnect(crowd, server, stream);
      }
    } finally {
      server.remove(stream);
    }
  }

  private static void gather(Crowd crowd) throws IOException {
    long start = System.nanoTime();
    crowd.connect(start, Duration.ofMillis(crowd.size()));
    crowd.until(() -> crowd.count(s -> s.last > 0) == crowd.size(), PATIENCE);
    crowd.until(() -> false, PAUSE);
    say("connected", "%s; the last first event %s", crowd.answers(), crowd.latest(start));
  }

  private static void vanish(Crowd crowd, Server server, long openBefore) throws Exception {
    long left = System.nanoTime();
    crowd.leave();
    say("left", "all within %s", since(left));
    while (server.openStreams() > openBefore && System.nanoTime() - left < PATIENCE.toNanos()) {
      Thread.sleep(100);
    }
    say("released", "%d still open %s", server.openStreams() - openBefore, since(left));
  }

  private static void reconnect(Crowd crowd, Server server, String stream) throws Exception {
    long left = System.nanoTime();
    crowd.leave();
    say("left", "all within %s", since(left));
    crowd.connect(left, Duration.ofSeconds(2));
    say("asked again", "all within %s", since(left));
    crowd.until(() -> crowd.count(s -> s.resumedAt > 0) == crowd.size(), PATIENCE);
    say("resumed", "%s; the last one %s", crowd.answers(), crowd.latest(left));
    say("waited", "from asking to the first event: %s", crowd.waits());
    crowd.until(() -> false, PAUSE);
    server.cancel(stream);
    crowd.until(() -> crowd.count(s -> s.ended) == crowd.size(), PATIENCE);
    say("ended", "%d with the terminal event", crowd.count(s -> s.ended));
    say("sequences", "%d gaps, %d repeats", crowd.sum(s -> s.gaps), crowd.sum(s -> s.repeats));
  }

  private static String since(long nanoTime) {
    return "%.2f s".formatted((System.nanoTime() - nanoTime) / 1e9);
  }

  private static void say(String what, String format, Object... values) {
    System.out.printf("%-12s %s%n", what, format.formatted(values));
  }

  /** What is asked of the server's API apart from streams. */
  private static final class Server {
    private static final Pattern STREAM_URL = Pattern.compile("\"stream_url\":\\s*\"([^\"]+)\"");
    private static final Pattern OPEN = Pattern.compile("(?m)^taskwire_streams_open (\\d+)");

    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();

    Server(URI url) {
      this.url = url;
    }

    URI url() {
      return url;
    }

    /** Starts a task that reports until it is cancelled; returns the path of its stream. */
    String start(int intervalMs) throws IOException, InterruptedException {
      String body =
          "{\"type\":\"demo\",\"params\":{\"events\":%d,\"interval_us\":%d,\"payload\":100}}"
              .formatted(100_000, intervalMs * 1000);
      return find(STREAM_URL, send("POST", "/api/tasks", body));
    }

    long openStreams() throws IOException, InterruptedException {
      return Long.parseLong(find(OPEN, send("GET", "/api/metrics", "")));
    }

    void cancel(String stream) throws IOException, InterruptedException {
      send("POST", stream.replaceFirst("/stream.*", "/cancel"), "");
    }

    /** Cancels the task, and has it forgotten as soon as it has ended. */
    void remove(String stream) throws IOException, InterruptedException {
      cancel(stream);
      while (!send("DELETE", stream.replaceFirst("/stream.*", ""), "").isEmpty()) {
        Thread.sleep(50);
      }
    }

    private String send(String method, String path, String body)
        throws IOException, InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(url.resolve(path))
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      return http.send(request, BodyHandlers.ofString()).body();
    }

    private static String find(Pattern pattern, String text) {
      Matcher matcher = pattern.matcher(text);
      if (!matcher.find()) {
        throw new IllegalStateException("Not what was expected: " + text);
      }
      return matcher.group(1);
    }
  }

  /** All subscribers of one task, served by the thread that calls. */
  private static final class Crowd implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final List<Subscriber> all;
    private final InetSocketAddress address;
    private final String request;

    Crowd(Server server, String stream, int size) throws IOException {
      URI url = server.url();
      address = new InetSocketAddress(url.getHost(), url.getPort());
      request =
          "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n"
              .formatted(stream, url.getAuthority());
      all = IntStream.range(0, size).mapToObj(i -> new Subscriber()).toList();
    }

    int size() {
      return all.size();
    }

    /** Connects one after the other, spread evenly over {@code span} from {@code start} on. */
    void connect(long start, Duration span) throws IOException {
      for (int i = 0; i < all.size(); ) {
        long due = (System.nanoTime() - start) * all.size() / Math.max(1, span.toNanos());
        for (; i < all.size() && i <= due; i++) {
          all.get(i).connect(selector, address);
        }
        turn();
      }
    }

    /** Every second one says goodbye (FIN); the others reset the connection (RST). */
    void leave() throws IOException {
      turn();
      for (int i = 0; i < all.size(); i++) {
        all.get(i).leave(i % 2 == 0);
      }
      selector.selectNow();
    }

    /** Serves the connections until it is so, or the time is over. */
    void until(BooleanSupplier done, Duration atMost) throws IOException {
      long start = System.nanoTime();
      while (!done.getAsBoolean() && System.nanoTime() - start < atMost.toNanos()) {
        turn();
      }
    }

    private void turn() throws IOException {
      selector.select(5);
      for (SelectionKey key : selector.selectedKeys()) {
        ((Subscriber) key.attachment()).serve(key, request, buffer);
      }
      selector.selectedKeys().clear();
    }

    long count(Predicate<Subscriber> condition) {
      return all.stream().filter(condition).count();
    }

    long sum(ToLongFunction<Subscriber> value) {
      return all.stream().mapToLong(value).sum();
    }

    /** How many got which answer; 0 stands for none. */
    String answers() {
      Map<Integer, Long> counts =
          all.stream()
              .collect(Collectors.groupingBy(s -> s.status, TreeMap::new, Collectors.counting()));
      return "answers " + counts + ", cut off " + sum(s -> s.cuts);
    }

    String latest(long since) {
      long last = all.stream().mapToLong(s -> s.resumedAt).max().orElse(since);
      return "%.2f s".formatted((last - since) / 1e9);
    }

    String waits() {
      double[] waits =
          all.stream().mapToDouble(s -> (s.resumedAt - s.askedAt) / 1e6).sorted().toArray();
      int n = waits.length;
      return "p50 %.0f, p99 %.0f, max %.0f ms"
          .formatted(waits[n / 2], waits[n * 99 / 100], waits[n - 1]);
    }

    @Override
    public void close() throws IOException {
      leave();
      selector.close();
    }
  }

  /** One subscriber: reads HTTP/1.1 chunks and the events in them, and knows what it has seen. */
  private static final class Subscriber {
    private static final Pattern TERMINAL =
        Pattern.compile("data: \\{\"event_type\":\"task_(completed|failed|cancelled)\"");

    private final StringBuilder framing = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private SocketChannel channel;
    private long left;
    int status;
    long last;
    long gaps;
    long repeats;
    long cuts;
    long askedAt;
    long resumedAt;
    boolean ended;

    void connect(Selector selector, InetSocketAddress address) throws IOException {
      framing.setLength(0);
      line.setLength(0);
      left = 0;
      status = 0;
      resumedAt = 0;
      askedAt = System.nanoTime();
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_CONNECT, this);
      channel.connect(address);
    }

    void leave(boolean politely) throws IOException {
      if (!politely && channel.isOpen()) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      channel.close();
    }

    void serve(SelectionKey key, String request, ByteBuffer buffer) throws IOException {
      try {
        exchange(key, request, buffer);
      } catch (IOException refusedOrReset) {
        cuts++;
        channel.close();
      }
    }

    private void exchange(SelectionKey key, String request, ByteBuffer buffer) throws IOException {
      if (key.isConnectable()) {
        channel.finishConnect();
        String position = last > 0 ? "Last-Event-ID: " + last + "\r\n\r\n" : "\r\n";
        channel.write(ByteBuffer.wrap((request + position).getBytes(US_ASCII)));
        key.interestOps(SelectionKey.OP_READ);
      } else if (channel.read(buffer.clear()) < 0) {
        cuts += ended ? 0 : 1;
        channel.close();
      } else {
        for (buffer.flip(); buffer.hasRemaining(); ) {
          take((char) buffer.get());
        }
      }
    }

    private void take(char c) {
      if (left > 0) {
        left--;
        body(c);
      } else if (c == '\n') {
        framing(framing.toString());
        framing.setLength(0);
      } else if (c != '\r') {
        framing.append(c);
      }
    }

    /** A line of the head, or the size of a chunk, or the empty line after one. */
    private void framing(String text) {
      if (text.startsWith("HTTP/1.1 ")) {
        status = Integer.parseInt(text.substring(9, 12));
      } else if (!text.isEmpty() && text.indexOf(':') < 0) {
        left = Long.parseLong(text, 16);
      }
    }

    private void body(char c) {
      if (c != '\n') {
        line.append(c);
        return;
      }
      if (line.indexOf("id: ") == 0) {
        seen(Long.parseLong(line.substring(4)));
      } else if (TERMINAL.matcher(line).lookingAt()) {
        ended = true;
      }
      line.setLength(0);
    }

    private void seen(long id) {
      if (resumedAt == 0) {
        resumedAt = System.nanoTime();
      }
      gaps += id > last + 1 ? 1 : 0;
      repeats += id <= last ? 1 : 0;
      last = id;
    }
  }
}
