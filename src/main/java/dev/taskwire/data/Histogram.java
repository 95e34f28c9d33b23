package dev.taskwire.data;

import jakarta.json.bind.annotation.JsonbNillable;
import java.util.List;

/**
 * How the numbers of a column are spread: bin {@code i} counts those from {@code start + i *
 * binWidth}, inclusive, to the start of the next bin, exclusive.
 *
 * @param start where the first bin begins
 * @param binWidth a power of two
 * @param counts at most 32 bins, the first and the last not empty
 */
@JsonbNillable
public record Histogram(double start, double binWidth, List<Long> counts) {
  /** Copies the list. */
  public Histogram {
    counts = List.copyOf(counts);
  }
}
