package dev.taskwire.demo;

import java.util.Objects;

/**
 * What the demo did.
 *
 * @param status {@code success} or {@code cancelled}
 * @param events how many reports of progress it made
 */
public record DemoResult(String status, int events) {
  /** Checks that nothing is missing. */
  public DemoResult {
    Objects.requireNonNull(status, "status");
  }
}
