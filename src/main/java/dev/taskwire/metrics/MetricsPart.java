package dev.taskwire.metrics;

import dev.taskwire.rest.ApiPart;
import dev.taskwire.rest.At;

/** {@code /api/metrics}. */
@At("metrics")
public abstract class MetricsPart extends ApiPart {
  /** The numbers. */
  @At("/")
  public abstract MetricsResource metrics();
}
