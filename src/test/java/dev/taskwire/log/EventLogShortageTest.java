package dev.taskwire.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.TaskEventType;
import dev.taskwire.stream.SseParser;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;

/** A task that reports from the depth of a recursion until its stack is full. */
class EventLogShortageTest {
  private final EventLog log = new EventLog("t", 1_000_000);

  private int reportTo(int depth) {
    log.appendProgress(Instant.EPOCH, "at " + depth, 0.5);
    return reportTo(depth + 1) + 1;
  }

  private void fillTheStack() {
    try {
      reportTo(0);
    } catch (StackOverflowError full) {
      // wherever it happened, the log has to be whole
    }
  }

  @RepeatedTest(20)
  void append_whileTheStackIsFull_isWholeOrNotThere() {
    fillTheStack();
    fillTheStack();
    log.append(TaskEventType.TASK_COMPLETED, Instant.EPOCH, null);

    StringBuilder all = new StringBuilder();
    LogCursor cursor = new LogCursor(0);
    while (log.read(cursor)) {
      all.append(new String(cursor.bytes(), cursor.offset(), cursor.length(), UTF_8));
    }
    List<Long> ids =
        SseParser.events(all.toString()).stream().map(event -> Long.parseLong(event.id())).toList();
    assertEquals(LongStream.rangeClosed(1, log.last()).boxed().toList(), ids);
  }
}
