package dev.taskwire.data;

import jakarta.json.bind.annotation.JsonbNillable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a column are like.
 *
 * @param name the column's name: cut to 64 characters, {@code column_3} for an empty third one,
 *     {@code name_2} for a repetition
 * @param type what every non-empty value is, without blanks around it: {@code integer} or {@code
 *     decimal} as JSON writes numbers, {@code boolean}, {@code date} or {@code timestamp} as ISO
 *     8601 writes them, otherwise {@code text}; {@code empty} if there is none
 * @param emptyCount how many values are empty or blank, or, unless the type is text, say that there
 *     is none: {@code NA}, {@code N/A}, {@code NULL}, {@code null}, {@code \N}, {@code NaN}, {@code
 *     nan}
 * @param distinctCount how many different non-empty values there are
 * @param distinctExact whether that is exact; it is up to 10,000 (fewer in a file with more than 50
 *     columns, never under 500), and an estimate beyond
 * @param min the smallest number, an integer of up to 40 digits to the last one, or the first date
 *     or timestamp (without an offset it counts as UTC) as it is written; {@code null} for other
 *     types
 * @param max the largest number, or the last date or timestamp; {@code null} for other types
 * @param mean the mean of the numbers; {@code null} for other types
 * @param topValues the ten most frequent values; {@code null} if there are many different ones or
 *     long ones, and beyond column 50
 * @param histogram how the numbers are spread; {@code null} for other types and beyond column 50
 */
@JsonbNillable
public record ColumnProfile(
    String name,
    String type,
    long emptyCount,
    long distinctCount,
    boolean distinctExact,
    @Nullable Object min,
    @Nullable Object max,
    @Nullable Double mean,
    @Nullable List<ValueCount> topValues,
    @Nullable Histogram histogram) {
  /** Checks that nothing is missing. */
  public ColumnProfile {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    topValues = topValues == null ? null : List.copyOf(topValues);
  }
}
