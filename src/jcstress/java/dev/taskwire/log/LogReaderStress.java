package dev.taskwire.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwire.TaskEventType;
import java.time.Instant;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A reader follows the segments of a log, without its lock, while the task reports, so much that
 * arrays grow and segments come and go, and ends, which trims them.
 */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "whole frames, in order, to the end")
@Outcome(expect = Expect.FORBIDDEN, desc = "a frame that is not whole, comes twice, or the end is missing")
@State
public class LogReaderStress {
  private static final int REPORTS = 12;
  private static final String TEXT = "x".repeat(300);

  private final EventLog log = new EventLog("t", 6);
  private final LogCursor cursor = new LogCursor(0);
  private boolean whole = true;

  /** A log with one event, and a reader that has it. */
  public LogReaderStress() {
    log.append(TaskEventType.TASK_STARTED, Instant.EPOCH, null);
    log.read(cursor);
  }

  /** The task. */
  @Actor
  public void report() {
    for (int i = 0; i < REPORTS; i++) {
      log.appendProgress(Instant.EPOCH, TEXT, 0.5);
    }
    log.append(TaskEventType.TASK_COMPLETED, Instant.EPOCH, null);
  }

  /** The reader, as often as the task reports. */
  @Actor
  public void read() {
    for (int i = 0; i < REPORTS; i++) {
      readNext();
    }
  }

  private boolean readNext() {
    long before = cursor.sequence();
    if (!log.read(cursor)) {
      return false;
    }
    String slice = new String(cursor.bytes(), cursor.offset(), cursor.length(), UTF_8);
    long first = cursor.sequence() - cursor.events() + 1;
    whole &=
        first > before
            && slice.startsWith("id: " + first + "\n")
            && slice.contains("id: " + cursor.sequence() + "\n")
            && slice.endsWith("}\n\n")
            && slice.split("\n\n").length == cursor.events();
    return true;
  }

  /** Reads the rest. */
  @Arbiter
  public void rest(ZZ_Result seen) {
    while (readNext()) {
      // to the end
    }
    seen.r1 = whole;
    seen.r2 = log.isExhausted(cursor.sequence()) && cursor.sequence() == REPORTS + 2;
  }
}
