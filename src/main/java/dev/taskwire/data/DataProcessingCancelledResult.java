package dev.taskwire.data;

import java.util.Objects;

/**
 * How far the task had come when it was asked to stop.
 *
 * @param status {@code cancelled}
 * @param processedRecords how many records it had processed
 */
public record DataProcessingCancelledResult(String status, long processedRecords)
    implements DataProcessingOutcome {
  /** Checks that nothing is missing. */
  public DataProcessingCancelledResult {
    Objects.requireNonNull(status, "status");
  }
}
