package dev.taskwire.stream;

import dev.taskwire.connection.Connection;
import dev.taskwire.settings.StreamSettings;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Opens event streams, up to the limit, and counts what becomes of them. Thread-safe. */
public final class EventStreams {
  private static final Logger LOG = Logger.getLogger(EventStreams.class.getName());

  /** A power of two. */
  private static final int HEAD_STARTS = 64;

  private final DeliveryLoops loops;
  private final StreamSettings settings;
  private final LongSupplier nanoTime;
  private final BooleanSupplier memoryIsShort;
  private final StreamStatistics statistics = new StreamStatistics();
  private final AtomicInteger count = new AtomicInteger();
  private final StreamStatistics answers = new StreamStatistics();

  /**
   * Creates the opener.
   *
   * @param nanoTime a monotonic clock, in nanoseconds
   * @param memoryIsShort whether no stream may be opened now, whatever the limit is
   */
  public EventStreams(
      DeliveryLoops loops,
      StreamSettings settings,
      LongSupplier nanoTime,
      BooleanSupplier memoryIsShort) {
    this.loops = loops;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.memoryIsShort = memoryIsShort;
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
   * @return {@code false} if too many streams are open, memory is short or the server is stopping;
   *     the response is untouched then
   */
  public boolean open(HttpServletRequest request, TaskBroadcaster broadcaster, long lastEventId) {
    return open(request, new LogSource(broadcaster, lastEventId));
  }

  /**
   * Turns a request into a line of text that shows how one task gets on, to its end.
   *
   * @param text draws the line
   * @return {@code false} if too many streams are open, memory is short or the server is stopping;
   *     the response is untouched then
   */
  public boolean openLine(
      HttpServletRequest request, TaskBroadcaster broadcaster, ProgressText text) {
    return open(request, new LineSource(broadcaster, text));
  }

  /**
   * Turns a request into a stream of many tasks.
   *
   * @return {@code false} if too many streams are open, memory is short or the server is stopping;
   *     the response is untouched then
   */
  public boolean open(HttpServletRequest request, TaskFeed feed, FeedSelection selection) {
    return open(request, new FeedSource(feed, selection));
  }

  /**
   * Answers a request with JSON that is too large to be written while a thread waits for its
   * client.
   *
   * @param pieces what is sent, in order; each is asked for when the one before has been taken
   * @return {@code false} if too many such answers are under way, memory is short or the server is
   *     stopping; the response is untouched then
   */
  public boolean answer(HttpServletRequest request, Iterator<byte[]> pieces) {
    return open(request, new PieceSource(pieces));
  }

  /**
   * Answers a request with the events of a task after {@code seen}, as JSON; with none yet, when
   * the first one comes or {@code seconds} have passed.
   *
   * @return {@code false} if too many such answers are under way, memory is short or the server is
   *     stopping; the response is untouched then
   */
  public boolean poll(
      HttpServletRequest request, TaskBroadcaster broadcaster, long seen, int seconds) {
    long end = nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    return open(request, new PollSource(broadcaster, seen, () -> nanoTime() - end >= 0));
  }

  private boolean open(HttpServletRequest request, FrameSource source) {
    StreamStatistics counted = statisticsOf(source.form());
    int most = memoryIsShort.getAsBoolean() ? 0 : settings.maxStreams();
    if (loops.isStopped() || !counted.tryOpen(most)) {
      return false;
    }
    AsyncContext async = null;
    boolean handedOver = false;
    try {
      // throws if a filter of the host does without; no arguments: RESTEasy injects proxies of
      // request and response, which Undertow refuses
      async = request.startAsync();
      async.setTimeout(0);
      Connection.of(async.getRequest()).spareMemory();
      sendPreamble((HttpServletResponse) async.getResponse(), source.form());
      handedOver = new EventStreamSink(this, loops.assign(), async, source).start();
    } catch (IOException clientGone) {
      LOG.log(Level.FINE, "A client left before its stream began", clientGone);
    } finally {
      if (!handedOver) {
        counted.closed(StreamEnd.VANISHED);
        if (async != null) {
          async.complete();
        }
      }
    }
    return true;
  }

  /** Bytes, not just headers: proxies hold the headers back until the first of the body. */
  private void sendPreamble(HttpServletResponse response, StreamForm form) throws IOException {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(form.mediaType());
    if (!form.isAnswer()) {
      response.setHeader("Cache-Control", "no-cache, no-transform");
      response.setHeader("X-Accel-Buffering", "no");
    }
    ServletOutputStream out = response.getOutputStream();
    out.write(form.preamble(settings.heartbeatInterval()));
    out.flush();
  }

  /** The numbers that a stream of this form counts in. */
  StreamStatistics statisticsOf(StreamForm form) {
    return form.isAnswer() ? answers : statistics;
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

  /**
   * How much earlier than others the next stream sends the first comment of a silence, which may
   * have begun for all at once: up to a quarter of the interval.
   */
  long nextHeadStart() {
    return heartbeatNanos() / 4 * (count.getAndIncrement() & HEAD_STARTS - 1) / HEAD_STARTS;
  }

  long slowSubscriberNanos() {
    return settings.slowSubscriberTimeout().toNanos();
  }
}
