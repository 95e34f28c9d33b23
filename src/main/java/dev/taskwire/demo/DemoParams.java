package dev.taskwire.demo;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

/**
 * What the demo does.
 *
 * @param events how many reports of progress, 0 to 10,000,000; {@code null} means 100
 * @param intervalUs microseconds from one to the next, up to a minute; {@code null} or 0: as fast
 *     as it can
 * @param payload length of a report's text, up to 1,000,000 characters; {@code null} or 0: only the
 *     number
 * @param delayMs milliseconds of silence before the first, up to an hour; {@code null} means none
 * @param outcome {@code complete}, {@code fail}, or {@code ignore_cancel}: complete whatever is
 *     asked; {@code null} means complete
 */
public record DemoParams(
    @Min(0) @Max(10_000_000) Integer events,
    @Min(0) @Max(60_000_000) Integer intervalUs,
    @Min(0) @Max(1_000_000) Integer payload,
    @Min(0) @Max(3_600_000) Integer delayMs,
    @Pattern(regexp = "complete|fail|ignore_cancel") String outcome) {
  static final String COMPLETE = "complete";
  static final String FAIL = "fail";
  static final String IGNORE_CANCEL = "ignore_cancel";

  private static final int DEFAULT_EVENTS = 100;

  /** Puts in the defaults. */
  public DemoParams {
    events = events == null ? DEFAULT_EVENTS : events;
    intervalUs = intervalUs == null ? 0 : intervalUs;
    payload = payload == null ? 0 : payload;
    delayMs = delayMs == null ? 0 : delayMs;
    outcome = outcome == null ? COMPLETE : outcome;
  }
}
