package dev.taskwire.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.LongSupplier;

/** Opens event streams, up to the limit, and counts what becomes of them. Thread-safe. */
public final class EventStreams {
  private static final byte[] PREAMBLE = "retry: 2000\n: connected\n\n".getBytes(US_ASCII);

  private final DeliveryLoops loops;
  private final StreamSettings settings;
  private final LongSupplier nanoTime;
  private final StreamStatistics statistics = new StreamStatistics();

  /**
   * Creates the opener.
   *
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  public EventStreams(DeliveryLoops loops, StreamSettings settings, LongSupplier nanoTime) {
    this.loops = loops;
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  /** The numbers of streams. */
  public StreamStatistics statistics() {
    return statistics;
  }

  /**
   * Turns a request into the stream of one task, from the event after {@code lastEventId} to the
   * terminal one.
   *
   * <p>The headers and a comment are sent before this returns; the request goes on asynchronously.
   *
   * @return {@code false} if too many streams are open; the response is untouched then
   * @throws IOException if the client is gone already
   */
  public boolean open(HttpServletRequest request, TaskBroadcaster broadcaster, long lastEventId)
      throws IOException {
    return open(request, new LogSource(broadcaster, lastEventId));
  }

  /**
   * Turns a request into a stream of many tasks.
   *
   * @return {@code false} if too many streams are open; the response is untouched then
   * @throws IOException if the client is gone already
   */
  public boolean open(HttpServletRequest request, TaskFeed feed, FeedSelection selection)
      throws IOException {
    return open(request, new FeedSource(feed, selection));
  }

  private boolean open(HttpServletRequest request, FrameSource source) throws IOException {
    if (!statistics.tryOpen(settings.maxStreams())) {
      return false;
    }
    boolean handedOver = false;
    try {
      // without arguments: RESTEasy injects proxies of request and response, which Undertow refuses
      AsyncContext async = request.startAsync();
      async.setTimeout(0);
      sendPreamble((HttpServletResponse) async.getResponse());
      new EventStreamSink(this, loops.assign(), async, source, nanoTime()).start();
      handedOver = true;
      return true;
    } finally {
      if (!handedOver) {
        statistics.closed(StreamEnd.VANISHED);
      }
    }
  }

  /** Bytes, not just headers: proxies hold the headers back until the first of the body. */
  private static void sendPreamble(HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("text/event-stream");
    response.setHeader("Cache-Control", "no-cache, no-transform");
    response.setHeader("X-Accel-Buffering", "no");
    ServletOutputStream out = response.getOutputStream();
    out.write(PREAMBLE);
    out.flush();
  }

  DeliveryLoops loops() {
    return loops;
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  long heartbeatNanos() {
    return settings.heartbeatInterval().toNanos();
  }

  long slowSubscriberNanos() {
    return settings.slowSubscriberTimeout().toNanos();
  }
}
