package dev.taskwire.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stream of one task, byte by byte. */
class StreamIT extends ServerTest {
  private static final int LOG_CAPACITY = 16;
  private static final int MAX_STREAMS = 40;

  private final String signal = UUID.randomUUID().toString();

  @Deployment(testable = false)
  static WebArchive war() {
    return Deployments.taskwireWithTestTasks(
        Map.of(
            "tasks.heartbeat-interval", "1",
            "tasks.slow-subscriber-timeout", "2",
            "tasks.event-log-capacity", Integer.toString(LOG_CAPACITY),
            "tasks.max-text-length", "200000",
            "tasks.max-streams", Integer.toString(MAX_STREAMS)));
  }

  /** A stream that a test left open would count against the limit of the next one. */
  @BeforeEach
  void noStreams() {
    serverWhen("streams", 0);
  }

  @Test
  void stream_ofAWaitingTask_sendsHeadersAndFirstBytesAtOnce()
      throws IOException, InterruptedException {
    String id = gated(1);
    try (RawStream stream = RawStream.open(streamOf(id))) {
      assertEquals(200, stream.status());
      assertEquals("text/event-stream", stream.header("Content-Type"));
      assertEquals("no-cache, no-transform", stream.header("Cache-Control"));
      assertEquals("no", stream.header("X-Accel-Buffering"));
      assertEquals("nosniff", stream.header("X-Content-Type-Options"));
      assertNull(stream.header("Content-Encoding"));
      assertEquals("2000", Objects.requireNonNull(stream.next()).retry());
      signal(signal, 1);
      stream.rest();
    }
  }

  @Test
  void stream_ofARunningTask_sendsEachEventBeforeTheNextIsMade()
      throws IOException, InterruptedException {
    String id = gated(4);
    try (RawStream stream = RawStream.open(streamOf(id))) {
      assertEquals("task_started", event(stream).eventType());
      for (int step = 1; step <= 4; step++) {
        signal(signal, 1);
        SseFrame progress = event(stream);
        assertEquals("Step " + step, progress.json().getJsonObject("data").getString("text"));
        assertEquals(step + 1, progress.sequence());
      }
      assertEquals("task_completed", event(stream).eventType());
      assertNull(stream.nextEvent());
    }
  }

  @Test
  void stream_ofACompletedTask_isTheTranscript() throws IOException, InterruptedException {
    String id = gated(2);
    signal(signal, 2);
    eventsToTheEnd(id);

    try (RawStream stream = RawStream.open(streamOf(id))) {
      Golden.assertMatches("completed.sse", stream.rest());
    }
  }

  @Test
  void stream_ofAFailedTask_isTheTranscript() throws IOException, InterruptedException {
    String id = start("outcome", "{\"how\":\"exception\"}");
    eventsToTheEnd(id);

    try (RawStream stream = RawStream.open(streamOf(id))) {
      Golden.assertMatches("failed.sse", stream.rest());
    }
    Golden.assertMatches("events.json", get("api/tasks/" + id + "/events?after=2").body());
  }

  @Test
  void stream_resumedAtEveryCut_sendsExactlyWhatIsMissing()
      throws IOException, InterruptedException {
    String id = gated(3);
    signal(signal, 3);
    int last = eventsToTheEnd(id).size();

    for (int seen = 0; seen < last; seen++) {
      List<Long> missing = sequences(seen + 1, last);
      assertEquals(missing, sequences(streamOf(id), "Last-Event-ID: " + seen));
      assertEquals(missing, sequences(uri(path(id) + "?last_event_id=" + seen)));
      assertEquals(missing, sequences(uri(path(id) + "?lastEventId=" + seen)));
    }
  }

  @Test
  void stream_resumedWhileTheTaskRuns_losesNothingAndRepeatsNothing()
      throws IOException, InterruptedException {
    String id = gated(6);
    List<Long> seen = new ArrayList<>();
    try (RawStream first = RawStream.open(streamOf(id))) {
      signal(signal, 2);
      for (int i = 0; i < 3; i++) {
        seen.add(event(first).sequence());
      }
    }
    signal(signal, 2);
    try (RawStream second = RawStream.open(streamOf(id), "Last-Event-ID: 3")) {
      seen.add(event(second).sequence());
      signal(signal, 2);
      second.events().forEach(event -> seen.add(event.sequence()));
    }
    assertEquals(sequences(1, 8), seen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-1", "1.5", "", "99999999999999999999", "0x2"})
  void stream_resumedAtNonsense_beginsAtTheStart(String lastEventId)
      throws IOException, InterruptedException {
    String id = gated(1);
    signal(signal, 1);
    eventsToTheEnd(id);

    assertEquals(sequences(1, 3), sequences(streamOf(id), "Last-Event-ID: " + lastEventId));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 1000})
  void stream_resumedAtOrBeyondTheEnd_answers204(int lastEventId)
      throws IOException, InterruptedException {
    String id = gated(1);
    signal(signal, 1);
    eventsToTheEnd(id);

    String seen = "Last-Event-ID: " + lastEventId;
    try (RawStream stream = RawStream.open(streamOf(id), seen);
        RawStream head = RawStream.send("HEAD", streamOf(id), seen)) {
      assertEquals(204, head.status());
      assertEquals(204, stream.status());
      assertEquals("", stream.rest());
    }
  }

  @Test
  void stream_forManySubscribers_isTheSameForAll() throws IOException, InterruptedException {
    String id = gated(6);
    List<RawStream> streams = new ArrayList<>();
    try {
      for (int i = 0; i < 15; i++) {
        streams.add(RawStream.open(streamOf(id)));
      }
      signal(signal, 3);
      for (int i = 0; i < 15; i++) {
        streams.add(RawStream.open(streamOf(id)));
      }
      signal(signal, 3);
      for (RawStream stream : streams) {
        assertEquals(sequences(1, 8), stream.events().stream().map(SseFrame::sequence).toList());
      }
    } finally {
      for (RawStream stream : streams) {
        stream.close();
      }
    }
  }

  @Test
  void stream_ofATaskWithMoreEventsThanTheLogRetains_jumpsOverProgressOnly()
      throws IOException, InterruptedException {
    String id = start("demo", "{\"events\":100}");
    eventsToTheEnd(id);

    List<SseFrame> events;
    try (RawStream stream = RawStream.open(streamOf(id))) {
      events = stream.events();
    }

    assertEquals("task_started", events.get(0).eventType());
    assertEquals(1, events.get(0).sequence());
    assertEquals(102, events.get(events.size() - 1).sequence());
    assertEquals("task_completed", events.get(events.size() - 1).eventType());
    assertTrue(events.size() <= LOG_CAPACITY, () -> "size " + events.size());
    assertEquals(
        sequences(102 - events.size() + 2, 102),
        events.stream().skip(1).map(SseFrame::sequence).toList());
    assertEquals(
        events.stream().skip(1).map(SseFrame::sequence).toList(),
        sequences(streamOf(id), "Last-Event-ID: 5"));
  }

  @Test
  void stream_withNothingToSend_sendsHeartbeats() throws IOException, InterruptedException {
    String id = gated(1);
    try (RawStream stream = RawStream.open(streamOf(id))) {
      assertEquals(
          "connected, a comment every 1 s", Objects.requireNonNull(stream.next()).comment());
      event(stream);
      for (int i = 0; i < 3; i++) {
        assertEquals("heartbeat", Objects.requireNonNull(stream.next()).comment());
      }
      signal(signal, 1);
      assertEquals(2, stream.events().size());
    }
  }

  @Test
  void stream_whoseClientVanished_isReleased() throws IOException, InterruptedException {
    String id = gated(1);
    try (RawStream staying = RawStream.open(streamOf(id))) {
      for (int i = 0; i < 5; i++) {
        RawStream.open(streamOf(id)).close();
      }
      serverWhen("streams", 1);
      signal(signal, 1);
      assertEquals(3, staying.events().size());
    }
  }

  @Test
  void stream_whoseClientNeverReads_isCutWhileOthersGoOn()
      throws IOException, InterruptedException {
    String id =
        start(
            "demo", "{\"delay_ms\":1000,\"events\":1500,\"interval_us\":5000,\"payload\":100000}");
    try (Socket stuck = RawStream.openAndNeverRead(streamOf(id));
        RawStream healthy = RawStream.open(streamOf(id))) {
      serverWhen("streams", 2);
      List<SseFrame> events = healthy.events();
      assertEquals("task_completed", events.get(events.size() - 1).eventType());
      serverWhen("streams", 0);
      stuck.setSoTimeout(10_000);
      assertTrue(endOf(stuck), "The stuck connection stays open");
    }
  }

  @Test
  void stream_onAThinLine_getsAllOfALargeResult() throws IOException, InterruptedException {
    String id = start("outcome", "{\"how\":\"huge\"}");
    taskWhen(id, "completed");
    try (Socket thin = RawStream.openAndNeverRead(streamOf(id))) {
      StringBuilder received = new StringBuilder();
      byte[] piece = new byte[8192];
      for (int count = 0; count >= 0; ) {
        received.append(new String(piece, 0, count, US_ASCII));
        // 100 KB a second: five times the limit for who takes nothing, for all of it
        await().pollDelay(Duration.ofMillis(80)).until(() -> true);
        count = received.indexOf("\r\n0\r\n\r\n") < 0 ? thin.getInputStream().read(piece) : -1;
      }
      assertTrue(received.length() > 1_000_000, () -> "Cut after " + received.length());
      assertTrue(received.indexOf("\r\n0\r\n\r\n") > 0, "The end of the stream");
    }
  }

  @Test
  void stream_beyondTheLimit_answers503() throws IOException, InterruptedException {
    String id = gated(1);
    List<RawStream> streams = new ArrayList<>();
    try {
      for (int i = 0; i < MAX_STREAMS; i++) {
        streams.add(RawStream.open(streamOf(id)));
        assertEquals(200, streams.get(i).status());
      }
      var refused = send(request(path(id)).header("Accept", "text/event-stream").GET());
      problem(503, refused);
      assertTrue(refused.headers().firstValueAsLong("Retry-After").orElse(0) > 0);
      signal(signal, 1);
      for (RawStream stream : streams) {
        assertEquals(3, stream.events().size());
      }
    } finally {
      for (RawStream stream : streams) {
        stream.close();
      }
    }
  }

  @Test
  void stream_ofAnUnknownTask_answers404() throws IOException, InterruptedException {
    var answer = get(path(UUID.randomUUID().toString()));

    problem(404, answer);
    Golden.assertMatches("unknown-task.json", answer.body());
  }

  @Test
  void stream_forAClientThatTakesNoEvents_answers406() throws IOException, InterruptedException {
    String id = gated(0);

    problem(406, send(request(path(id)).header("Accept", "application/json").GET()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "text/event-stream", "text/plain"})
  void head_ofAStream_hasItsHeadersAndNoBody(String accepted)
      throws IOException, InterruptedException {
    String id = gated(0);
    String accept = "Accept: " + accepted;
    try (RawStream stream = RawStream.open(streamOf(id), accept);
        RawStream head = RawStream.send("HEAD", streamOf(id), accept)) {
      assertEquals(200, head.status());
      for (String name : List.of("Content-Type", "Cache-Control", "X-Accel-Buffering")) {
        assertEquals(mediaType(stream.header(name)), mediaType(head.header(name)), name);
      }
      assertEquals("", head.rest());
    }
  }

  /** The servers add a charset or not, and write it in their own ways. */
  private static String mediaType(@Nullable String header) {
    return Objects.requireNonNull(header).split(";", 2)[0];
  }

  private String gated(int steps) throws IOException, InterruptedException {
    return start("gated", "{\"signal\":\"" + signal + "\",\"steps\":" + steps + "}");
  }

  private static String path(String id) {
    return "api/tasks/" + id + "/stream";
  }

  private URI streamOf(String id) {
    return uri(path(id));
  }

  private static SseFrame event(RawStream stream) throws IOException {
    return Objects.requireNonNull(stream.nextEvent(), "The stream ended");
  }

  private static List<Long> sequences(URI uri, String... headers) throws IOException {
    try (RawStream stream = RawStream.open(uri, headers)) {
      return stream.events().stream().map(SseFrame::sequence).toList();
    }
  }

  private static List<Long> sequences(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(Long::valueOf).toList();
  }

  /** Whether the connection ends, orderly or not, once what is buffered has been read. */
  private static boolean endOf(Socket socket) throws IOException {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }
}
