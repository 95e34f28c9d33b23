package dev.taskwire.data;

/** What a {@link DataProcessingTask} returns. */
public sealed interface DataProcessingOutcome
    permits DataProcessingResult, DataProcessingCancelledResult {
  /** How many records went into the profile. */
  long processedRecords();
}
