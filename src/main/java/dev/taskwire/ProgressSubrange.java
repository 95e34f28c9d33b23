package dev.taskwire;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A part of another handle's range. Thread-safe when that one is. */
final class ProgressSubrange implements ProgressHandle {
  private final ProgressHandle whole;
  private final double start;
  private final double end;

  ProgressSubrange(ProgressHandle whole, double start, double end) {
    if (!(start >= 0.0 && start <= end && end <= 1.0)) {
      throw new IllegalArgumentException(
          "subrange must satisfy 0.0 <= start <= end <= 1.0, but was " + start + " to " + end);
    }
    this.whole = Objects.requireNonNull(whole, "whole");
    this.start = start;
    this.end = end;
  }

  @Override
  public void sendProgressText(@Nullable String text) {
    whole.sendProgressText(text);
  }

  @Override
  public void sendProgressValue(double value) {
    whole.sendProgressValue(scale(value));
  }

  @Override
  public void sendProgress(@Nullable String text, double value) {
    whole.sendProgress(text, scale(value));
  }

  private double scale(double value) {
    // NaN passes through the arithmetic and is refused by the handle at the bottom
    return start + (end - start) * Math.min(1.0, Math.max(0.0, value));
  }
}
