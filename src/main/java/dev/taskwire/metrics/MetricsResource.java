package dev.taskwire.metrics;

import dev.taskwire.engine.TaskEngine;
import dev.taskwire.stream.EventStreams;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /api/metrics}: the numbers for Prometheus and its like. Thread-safe. */
@Dependent
public class MetricsResource {
  @Inject private TaskCounters counters;
  @Inject private TaskEngine engine;
  @Inject private EventStreams streams;

  private @Nullable MetricsFormat format;

  @PostConstruct
  void findFormat() {
    format = MetricsFormat.find();
  }

  /** The metrics now, in the text format of Prometheus or, if asked for, of OpenMetrics. */
  @GET
  public Response show(@HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
    MetricsFormat known = format;
    if (known == null) {
      throw new NotFoundException("This application was built without metrics.");
    }
    byte[] text =
        known.write(
            Readings.of(
                counters, engine.load(), engine.settings(), streams.statistics(), engine.shared()),
            accept);
    return Response.ok(text).header(HttpHeaders.CONTENT_TYPE, known.mediaType(accept)).build();
  }
}
