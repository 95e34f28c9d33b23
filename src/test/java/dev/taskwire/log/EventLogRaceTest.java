package dev.taskwire.log;

import dev.taskwire.TaskEventType;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Writers, the end and a reader at once: each event is read once, in order, none is missing. */
@Tag("lincheck")
public class EventLogRaceTest {
  private final EventLog log = new EventLog("t", 100);
  private final LogCursor cursor = new LogCursor(0);
  private final StringBuilder read = new StringBuilder();

  /** The task reports. */
  @Operation
  public void report() {
    log.appendProgress(Instant.EPOCH, "x".repeat(300), 0.5);
  }

  /** The task ends. */
  @Operation
  public void end() {
    log.append(TaskEventType.TASK_COMPLETED, Instant.EPOCH, null);
  }

  /** The one reader reads what there is. */
  @Operation(nonParallelGroup = "reader")
  public void read() {
    while (log.read(cursor)) {
      read.append(new String(cursor.bytes(), cursor.offset(), cursor.length()));
    }
  }

  /** Reads the rest and checks that all is there, once. */
  @Validate
  public void everythingWasReadOnce() {
    read();
    List<String> ids = read.toString().lines().filter(line -> line.startsWith("id: ")).toList();
    List<String> expected =
        LongStream.rangeClosed(1, log.last()).mapToObj(number -> "id: " + number).toList();
    if (!ids.equals(expected)
        || log.hasEnded() != read.toString().contains("task_completed")
        || log.hasEnded() && !log.isExhausted(cursor.sequence())) {
      throw new IllegalStateException(ids + " of " + log.last());
    }
  }

  @Test
  void reads_inAnyRace_areComplete() {
    new StressOptions()
        .threads(3)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(0)
        .iterations(8)
        .invocationsPerIteration(500)
        .verifier(EpsilonVerifier.class)
        .check(EventLogRaceTest.class);
  }
}
