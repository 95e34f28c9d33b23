package dev.taskwire.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskEventType;
import dev.taskwire.stream.SseParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A log that is filled with frames from elsewhere: what it has is dropped, gaps are tolerated. */
class FilledLogTest {
  private static LogSlice slice(long first, long last) {
    StringBuilder frames = new StringBuilder();
    for (long sequence = first; sequence <= last; sequence++) {
      frames.append("id: ").append(sequence).append("\nevent: task_event\ndata: {}\n\n");
    }
    return new LogSlice(first, last, frames.toString().getBytes(UTF_8));
  }

  private static List<Long> read(EventLog log, long after) {
    StringBuilder text = new StringBuilder();
    LogCursor cursor = new LogCursor(after);
    while (log.read(cursor)) {
      text.append(new String(cursor.bytes(), cursor.offset(), cursor.length(), UTF_8));
    }
    return SseParser.events(text.toString()).stream()
        .map(event -> Long.parseLong(event.id()))
        .toList();
  }

  private static List<Long> copied(EventLog log, int mostBytes) {
    List<Long> sequences = new ArrayList<>();
    LogSlice slice = log.sliceAfter(0, mostBytes);
    while (slice != null) {
      for (SseParser.Event event : SseParser.events(new String(slice.frames(), UTF_8))) {
        sequences.add(Long.parseLong(event.id()));
      }
      assertEquals(slice.last(), sequences.get(sequences.size() - 1));
      slice = log.sliceAfter(slice.last(), mostBytes);
    }
    return sequences;
  }

  @Test
  void fill_whatItHas_isDropped() {
    EventLog log = new EventLog("t", 10);
    assertTrue(log.fill(slice(1, 3), false));
    assertFalse(log.fill(slice(2, 3), false));
    assertTrue(log.fill(slice(2, 5), false));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), read(log, 0));
  }

  @Test
  void fill_theEndFarAhead_isTheEnd() {
    EventLog log = new EventLog("t", 10);
    log.append(TaskEventType.TASK_STARTED, Instant.EPOCH, null);
    log.appendProgress(Instant.EPOCH, "x", 0.5);
    assertTrue(log.fill(slice(1_000_002, 1_000_002), true));
    assertEquals(List.of(1L, 2L, 1_000_002L), read(log, 0));
    assertEquals(List.of(1_000_002L), read(log, 700));
    assertFalse(log.isExhausted(1_000_001));
    assertTrue(log.isExhausted(1_000_002));
    assertFalse(log.appendProgress(Instant.EPOCH, "late", 1));
    assertFalse(log.fill(slice(1_000_003, 1_000_003), false));
  }

  @Test
  void seal_untilItIsFilled_isNotSeen() {
    EventLog log = new EventLog("t", 10);
    log.append(TaskEventType.TASK_STARTED, Instant.EPOCH, null);
    log.seal(TaskEventType.TASK_COMPLETED, Instant.EPOCH, null, 0);
    LogSlice end = log.seal(TaskEventType.TASK_CANCELLED, Instant.EPOCH, null, 0);
    assertFalse(log.appendProgress(Instant.EPOCH, "late", 1));
    assertFalse(log.append(TaskEventType.TASK_FAILED, Instant.EPOCH, null));
    assertEquals(List.of(1L), read(log, 0));
    assertFalse(log.hasEnded());
    assertTrue(log.fill(end, true));
    assertTrue(log.hasEnded());
    assertTrue(log.eventsAfter(1, 9).get(0).json().contains("task_cancelled"));
    assertNull(log.sliceAfter(2, 100));
    LogSlice late = log.seal(TaskEventType.TASK_FAILED, Instant.EPOCH, null, 0);
    assertFalse(log.fill(late, true), "an end from elsewhere came first");
  }

  /** The first, and the newest {@code capacity - 1}. */
  private static List<Long> retained(TreeMap<Long, Boolean> all, int capacity, long after) {
    List<Long> kept = new ArrayList<>(all.keySet());
    while (kept.size() > capacity) {
      kept.remove(1);
    }
    kept.removeIf(sequence -> sequence <= after);
    return kept;
  }

  @Property(tries = 300)
  void fill_anySlices_retainsTheFirstAndTheNewest(
      @ForAll @IntRange(min = 2, max = 12) int capacity,
      @ForAll @IntRange(min = 1, max = 30) int slices,
      @ForAll long seed) {
    Random random = new Random(seed);
    EventLog log = new EventLog("t", capacity);
    TreeMap<Long, Boolean> all = new TreeMap<>();
    LogCursor early = new LogCursor(0);
    long seen = 0;
    for (int i = 0; i < slices; i++) {
      long first = Math.max(1, log.last() + 3 - random.nextInt(5));
      long last = first + random.nextInt(4);
      long before = log.last();
      log.fill(slice(first, last), false);
      for (long sequence = Math.max(first, before + 1); sequence <= last; sequence++) {
        all.put(sequence, true);
      }
      if (random.nextInt(3) == 0 && log.read(early)) {
        assertTrue(early.sequence() > seen);
        seen = early.sequence();
      }
      long after = random.nextInt(20);
      assertEquals(retained(all, capacity, after), read(log, after));
      assertEquals(
          retained(all, capacity, after),
          log.eventsAfter(after, 99).stream().map(RetainedEvent::sequence).toList());
      assertEquals(retained(all, capacity, 0), copied(log, 1 + random.nextInt(200)));
    }
    while (log.read(early)) {
      seen = early.sequence();
    }
    assertEquals(log.last(), Math.max(seen, early.sequence()));
  }
}
