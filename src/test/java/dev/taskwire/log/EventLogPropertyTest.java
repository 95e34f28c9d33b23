package dev.taskwire.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskEventType;
import dev.taskwire.stream.SseParser;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The log against the simplest thing that could be right: a list of all events. */
class EventLogPropertyTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  /** What happens: a report of so many characters, or a reader that reads so often. */
  record Step(boolean isReport, int size) {}

  /** A reader, and the sequences that it got. */
  private static final class Reader {
    final LogCursor cursor;
    final List<Long> got = new ArrayList<>();
    final StringBuilder text = new StringBuilder();

    Reader(long from) {
      cursor = new LogCursor(from);
    }

    boolean read(EventLog log) {
      long before = cursor.sequence();
      if (!log.read(cursor)) {
        return false;
      }
      String slice = new String(cursor.bytes(), cursor.offset(), cursor.length(), UTF_8);
      text.append(slice);
      for (SseParser.Event event : SseParser.events(slice)) {
        long sequence = Long.parseLong(event.id());
        assertTrue(sequence > before, "once, and in order");
        before = sequence;
        got.add(sequence);
      }
      assertEquals(before, cursor.sequence(), "the cursor is where the slice ends");
      return true;
    }
  }

  @Provide
  Arbitrary<Step> steps() {
    Arbitrary<Step> small = Arbitraries.integers().between(0, 60).map(n -> new Step(true, n));
    Arbitrary<Step> middle = Arbitraries.integers().between(500, 9000).map(n -> new Step(true, n));
    Arbitrary<Step> large =
        Arbitraries.integers().between(30_000, 70_000).map(n -> new Step(true, n));
    Arbitrary<Step> read = Arbitraries.integers().between(1, 3).map(n -> new Step(false, n));
    return Arbitraries.frequencyOf(
        Tuple.of(12, small), Tuple.of(4, middle), Tuple.of(1, large), Tuple.of(5, read));
  }

  @Property(tries = 150)
  void readers_atAnyCursor_getWhatIsRetainedOnceAndInOrder(
      @ForAll @IntRange(min = 2, max = 50) int capacity,
      @ForAll @Size(max = 200) List<@From("steps") Step> steps,
      @ForAll @IntRange(min = 0, max = 250) int resumedAt,
      @ForAll boolean ends) {
    EventLog log = new EventLog("t", capacity);
    Reader early = new Reader(0);
    log.append(TaskEventType.TASK_STARTED, NOON, null);
    long written = 1;
    for (Step step : steps) {
      if (step.isReport()) {
        assertTrue(log.appendProgress(NOON, "x".repeat(step.size()), 0.5));
        written++;
      } else {
        for (int i = 0; i < step.size(); i++) {
          early.read(log);
        }
      }
      checkRetained(log, written, capacity);
    }
    if (ends) {
      assertTrue(log.append(TaskEventType.TASK_COMPLETED, NOON, null));
      written++;
      assertFalse(log.appendProgress(NOON, "late", 1.0));
      assertFalse(log.append(TaskEventType.TASK_FAILED, NOON, null));
    }
    checkRetained(log, written, capacity);
    checkReader(log, early, 0, written);
    Reader resumed = new Reader(resumedAt);
    checkReader(log, resumed, resumedAt, written);
    assertEquals(retained(resumedAt, written, capacity), resumed.got);
    assertEquals(ends, log.hasEnded());
  }

  /** Reads the rest: the newest is there, and what is missing is older than what is retained. */
  private static void checkReader(EventLog log, Reader reader, long from, long written) {
    while (reader.read(log)) {
      assertTrue(reader.got.size() <= written);
    }
    assertEquals(log.hasEnded(), log.isExhausted(Math.max(written, reader.cursor.sequence())));
    if (from < written) {
      assertEquals(written, reader.got.get(reader.got.size() - 1));
    }
    if (from == 0) {
      assertEquals(1, reader.got.get(0), "the first event is never dropped");
    }
    assertEquals(
        log.hasEnded() && from < written, reader.text.toString().contains("task_completed"));
  }

  /** The model: the first, and the newest {@code capacity - 1}. */
  private static List<Long> retained(long after, long written, int capacity) {
    List<Long> sequences = new ArrayList<>();
    for (long sequence = 1; sequence <= written; sequence++) {
      boolean isKept = sequence == 1 || sequence > written - (capacity - 1);
      if (isKept && sequence > after) {
        sequences.add(sequence);
      }
    }
    return sequences;
  }

  private static void checkRetained(EventLog log, long written, int capacity) {
    List<RetainedEvent> events = log.eventsAfter(0, Integer.MAX_VALUE);
    assertEquals(
        retained(0, written, capacity), events.stream().map(RetainedEvent::sequence).toList());
    assertEquals(written, log.last());
  }

  @Property
  void eventsAfter_anyCursorAndLimit_isWhatIsRead(
      @ForAll @IntRange(min = 2, max = 10) int capacity,
      @ForAll @IntRange(min = 1, max = 40) int written,
      @ForAll @IntRange(min = 0, max = 45) int after,
      @ForAll @IntRange(min = 1, max = 50) int limit) {
    EventLog log = new EventLog("t", capacity);
    for (int i = 0; i < written; i++) {
      log.appendProgress(NOON, "number " + i, 0.25);
    }
    Reader reader = new Reader(after);
    while (reader.read(log)) {
      assertTrue(reader.got.size() <= written);
    }
    List<String> read =
        SseParser.events(reader.text.toString()).stream().map(SseParser.Event::data).toList();
    assertEquals(
        read.stream().limit(limit).toList(),
        log.eventsAfter(after, limit).stream().map(RetainedEvent::json).toList());
  }

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "\n",
            "\r",
            "\r\n\r\n",
            "\u0000",
            "\u0085",
            "\u2028",
            "\u2029",
            "\ud800",
            "\udc00",
            "😀",
            "</script><!--",
            "data: x\n\n",
            "id: 9",
            ":",
            "\"",
            "\\",
            "\ufeff",
            "\u007f",
            "é");
    return Arbitraries.oneOf(pieces, Arbitraries.strings().all().ofMaxLength(20))
        .list()
        .ofMaxSize(12)
        .map(list -> String.join("", list));
  }

  @Property(tries = 2000)
  void frames_ofHostileTexts_areWellFormedAndReadBack(@ForAll("hostile") String text) {
    EventLog log = new EventLog("t", 10);
    log.append(TaskEventType.TASK_STARTED, NOON, null);
    log.appendProgress(NOON.plusNanos(1000), text, 0.1);
    Reader reader = new Reader(0);
    reader.read(log);
    String stream = reader.text.toString();
    assertEquals(8, stream.chars().filter(c -> c == '\n').count(), stream);
    assertTrue(stream.chars().allMatch(c -> c == '\n' || c >= ' ' && c != 0x7f), stream);
    assertFalse(stream.contains("<"));
    List<SseParser.Event> events = SseParser.events(stream);
    assertEquals(
        List.of("1 task_event", "2 task_event"),
        events.stream().map(e -> e.id() + " " + e.type()).collect(Collectors.toList()));
    JsonObject started = json(events.get(0));
    assertEquals("task_started", started.getString("event_type"));
    assertEquals("2026-11-23T12:00:00.000000Z", started.getString("timestamp"));
    assertTrue(started.isNull("data"));
    JsonObject progress = json(events.get(1));
    assertEquals("t", progress.getString("task_id"));
    assertEquals("2026-11-23T12:00:00.000001Z", progress.getString("timestamp"));
    assertEquals(text, progress.getJsonObject("data").getString("text"));
    assertEquals(0.1, progress.getJsonObject("data").getJsonNumber("value").doubleValue());
    assertEquals(
        List.of("event_type", "task_id", "timestamp", "data"), List.copyOf(progress.keySet()));
  }

  private static JsonObject json(SseParser.Event event) {
    assertTrue(event.data().startsWith("{"));
    return Json.createReader(new StringReader(event.data())).readObject();
  }
}
