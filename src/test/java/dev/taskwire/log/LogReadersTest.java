package dev.taskwire.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskEventType;
import dev.taskwire.json.Utf8Buffer;
import dev.taskwire.stream.SseParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers that follow the segments of a log, without its lock. */
class LogReadersTest {
  private static final int REPORTS = 20_000;
  private static final int READERS = 3;

  /** As large as a segment, so that each stands in one of its own. */
  private static Utf8Buffer largeFrame() {
    return new Utf8Buffer(16).raw(new byte[40_000]);
  }

  private static RetainedFrames largeFrames(int capacity, int count) {
    RetainedFrames frames = new RetainedFrames(capacity);
    for (int i = 0; i < count; i++) {
      frames.add(largeFrame());
    }
    return frames;
  }

  private static LogCursor cursorAt(RetainedFrames frames, long sequence) {
    LogCursor cursor = new LogCursor(sequence - 1);
    frames.advance(cursor, sequence);
    assertEquals(sequence, cursor.sequence());
    return cursor;
  }

  @Test
  void follow_severalInOneSegment_goesNoFurtherThanWhatTheReaderSaw() {
    RetainedFrames frames = new RetainedFrames(100);
    for (int i = 0; i < 5; i++) {
      frames.add(new Utf8Buffer(1).ascii("x"));
    }
    LogCursor cursor = new LogCursor(0);
    frames.advance(cursor, 1);
    frames.add(new Utf8Buffer(1).ascii("y"));
    frames.add(new Utf8Buffer(1).ascii("z"));
    assertTrue(cursor.follow(6, 2));
    assertEquals(6, cursor.sequence());
    assertEquals("y", new String(cursor.bytes(), cursor.offset(), cursor.length(), UTF_8));
  }

  @Test
  void follow_aSegmentThatIsStillThere_goesOnToTheNext() {
    RetainedFrames frames = largeFrames(100, 3);
    LogCursor cursor = cursorAt(frames, 2);
    assertTrue(cursor.follow(3, 2));
    assertEquals(3, cursor.sequence());
    assertFalse(cursor.follow(3, 2), "there is none after the newest");
  }

  @Test
  void follow_anEventThatIsNotRetained_isRefused() {
    RetainedFrames frames = largeFrames(100, 3);
    assertFalse(cursorAt(frames, 2).follow(3, 4));
  }

  @Test
  void follow_aSegmentThatLeftTheLog_leadsNowhere() {
    RetainedFrames frames = largeFrames(3, 2);
    LogCursor stuck = cursorAt(frames, 2);
    for (int i = 0; i < 5; i++) {
      frames.add(largeFrame());
    }
    assertFalse(stuck.follow(7, 2), "or a stuck client would hold everything that came since");
  }

  private static String text(long sequence) {
    return sequence + "x".repeat((int) (sequence * 7919 % 900));
  }

  /** Reads to the end, and checks each frame; the sequences it got. */
  private static List<Long> readAll(EventLog log) {
    List<Long> got = new ArrayList<>();
    LogCursor cursor = new LogCursor(0);
    while (!log.isExhausted(cursor.sequence())) {
      if (!log.read(cursor)) {
        Thread.onSpinWait();
        continue;
      }
      assertTrue(cursor.sequence() <= log.last());
      String slice = new String(cursor.bytes(), cursor.offset(), cursor.length(), UTF_8);
      List<SseParser.Event> events = SseParser.events(slice);
      assertEquals(events.size(), cursor.events());
      for (SseParser.Event event : events) {
        long sequence = Long.parseLong(event.id());
        boolean isReport = sequence > 1 && sequence < REPORTS + 2;
        String expected = isReport ? "{\"text\":\"" + text(sequence) + "\",\"value\":0.5}" : "null";
        assertTrue(event.data().endsWith(",\"data\":" + expected + "}"), event.data());
        got.add(sequence);
      }
    }
    return got;
  }

  private static Void write(EventLog log) {
    log.append(TaskEventType.TASK_STARTED, Instant.EPOCH, null);
    for (int i = 0; i < REPORTS; i++) {
      log.appendProgress(Instant.EPOCH, text(i + 2), 0.5);
    }
    log.append(TaskEventType.TASK_COMPLETED, Instant.EPOCH, null);
    return null;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 100, 100_000})
  void read_whileTheTaskReports_isWholeInOrderAndEndsWithTheEnd(int capacity) throws Exception {
    EventLog log = new EventLog("t", capacity);
    List<Callable<List<Long>>> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      readers.add(() -> readAll(log));
    }
    ExecutorService threads = Executors.newFixedThreadPool(READERS + 1);
    try {
      threads.submit(() -> write(log));
      for (Future<List<Long>> reader : threads.invokeAll(readers)) {
        List<Long> got = reader.get();
        assertEquals(got.stream().distinct().sorted().toList(), got, "once, and in order");
        assertEquals(REPORTS + 2, got.get(got.size() - 1));
        if (capacity > REPORTS) {
          assertEquals(REPORTS + 2, got.size(), "all");
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
