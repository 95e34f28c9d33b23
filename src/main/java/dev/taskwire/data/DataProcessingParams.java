package dev.taskwire.data;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to process.
 *
 * @param filePath the CSV file, relative to {@code tasks.data-dir}
 * @param batchSize records between two looks at the progress, 1 to 100,000; {@code null} means 100
 * @param delimiter what separates fields: a comma, a semicolon, {@code |}, a tab or the word {@code
 *     tab}; {@code auto}, or {@code null}, finds it out from the first lines
 */
public record DataProcessingParams(
    @NotBlank @DataFile String filePath,
    @Min(1) @Max(100_000) Integer batchSize,
    @Pattern(regexp = Delimiters.ALLOWED, message = "must be auto, a comma, a semicolon, | or tab")
        String delimiter) {
  private static final int DEFAULT_BATCH_SIZE = 100;

  /** Puts in the defaults. JSON-B has to be told that this is the constructor it shall call. */
  @JsonbCreator
  public DataProcessingParams {
    batchSize = batchSize == null ? DEFAULT_BATCH_SIZE : batchSize;
    delimiter = delimiter == null ? Delimiters.AUTO : delimiter;
  }

  /** With the delimiter found out. */
  public DataProcessingParams(String filePath, @Nullable Integer batchSize) {
    this(filePath, batchSize == null ? DEFAULT_BATCH_SIZE : batchSize, Delimiters.AUTO);
  }
}
