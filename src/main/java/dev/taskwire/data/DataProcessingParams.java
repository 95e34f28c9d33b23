package dev.taskwire.data;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * What to process.
 *
 * @param filePath the CSV file, relative to {@code tasks.data-dir}
 * @param batchSize records between two looks at the progress, 1 to 100,000; {@code null} means 100
 */
public record DataProcessingParams(
    @NotBlank @DataFile String filePath, @Min(1) @Max(100_000) Integer batchSize) {
  private static final int DEFAULT_BATCH_SIZE = 100;

  /** Puts in the default. */
  public DataProcessingParams {
    batchSize = batchSize == null ? DEFAULT_BATCH_SIZE : batchSize;
  }
}
