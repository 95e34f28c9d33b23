package dev.taskwire.stream;

import dev.taskwire.connection.Connection;
import jakarta.servlet.AsyncContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One client's event stream: a source of frames and the non-blocking output they go to (Jakarta
 * Servlet 6.0 §5.7).
 *
 * <p>Thread-safe. {@link #send} is a wake-up; everything is written on the thread of its loop.
 */
final class EventStreamSink extends Deliverable implements SseEventSink, Watcher {
  /*
   * Only the loop's thread calls deliver(), tick() and woken(), so source, writer and the plain fields need no lock.
   * The container's threads come through ContainerSignals, which just wakes the loop. Until that took it on (`started`), it does nothing.
   * `end` is decided once, by the first compareAndSet: everything sent, client gone, or client stuck.
   */
  private static final CompletionStage<?> DONE = CompletableFuture.completedStage(null);

  private final EventStreams streams;
  private final DeliveryLoop loop;
  private final int loopIndex;
  private final AsyncContext async;
  private final StreamStatistics statistics;
  private final StreamOutput out;
  private final FrameSource source;
  private final Connection connection;
  private final StreamWriter writer;
  private final AtomicReference<@Nullable StreamEnd> end = new AtomicReference<>();
  private volatile boolean started;
  private volatile boolean closing;
  private volatile @Nullable Throwable failure;
  private boolean complete;
  private boolean released;

  EventStreamSink(EventStreams streams, int loopIndex, AsyncContext async, FrameSource source)
      throws IOException {
    this.streams = streams;
    this.loopIndex = loopIndex;
    this.loop = streams.loops().get(loopIndex);
    this.async = async;
    this.statistics = streams.statisticsOf(source.form());
    this.out = new StreamOutput(async.getResponse().getOutputStream(), streams, statistics);
    this.source = source;
    this.writer = new StreamWriter(out, source, streams);
    this.connection = Connection.of(async.getRequest());
  }

  /**
   * Turns the output to non-blocking and begins to send. Not in the constructor: the container may
   * call back at once.
   *
   * @return whether the loop takes it; if not, the caller completes the request and counts it
   */
  boolean start() {
    source.open(this);
    try {
      connection.refuseBacklog();
      ContainerSignals signals = new ContainerSignals(this);
      async.addListener(signals);
      out.listen(signals);
      started = loop.add(this);
    } finally {
      if (started) {
        loop.wake(this);
      } else {
        source.close();
      }
    }
    return started;
  }

  /**
   * Announces that the source has something; the event itself is taken from there. Never blocks.
   */
  @Override
  public CompletionStage<?> send(OutboundSseEvent event) {
    loop.wake(this);
    return DONE;
  }

  @Override
  public boolean isClosed() {
    return end.get() != null;
  }

  /** What ended the stream; {@code null} if it came to its end. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** Ends the stream after what the source has now. Returns at once. */
  @Override
  public void close() {
    closing = true;
    loop.wake(this);
  }

  @Override
  public int loopIndex() {
    return loopIndex;
  }

  @Override
  public void woken() {
    // while the client does not read, onWritePossible() is what continues
    if (!out.isBlocked()) {
      deliver();
    }
  }

  @Override
  void deliver() {
    if (!started || isOver()) {
      return;
    }
    try {
      write();
    } catch (IOException | RuntimeException clientGone) {
      vanished(clientGone);
    } catch (Error shortage) {
      // what reached the client is unknown: it must come back for the rest
      failure = shortage;
      connection.reset();
      finish(StreamEnd.VANISHED);
    }
  }

  /** Whether the container told of an end, which is then acted upon. */
  private boolean isOver() {
    if (isClosed()) {
      release();
    } else if (failure != null) {
      finish(StreamEnd.VANISHED);
    }
    return isClosed();
  }

  private void write() throws IOException {
    if (closing) {
      source.stop();
    }
    switch (writer.write()) {
      case PART -> loop.wake(this);
      case ALL -> {
        if (closing || source.isExhausted()) {
          endInTurn();
        }
      }
      case BLOCKED -> {
        // onWritePossible() is what continues
      }
    }
  }

  /**
   * Everything is sent. To complete a request takes longer than to write an event, so it waits
   * until all who got the event at the same time have it.
   */
  private void endInTurn() {
    if (complete) {
      finish(StreamEnd.ENDED);
    } else {
      complete = true;
      loop.wake(this);
    }
  }

  /** Looks for a stuck client and for silence, a few times a second. */
  void tick(long now) {
    if (!started || isOver()) {
      return;
    }
    if (out.isBlocked()) {
      if (out.silence(now) >= streams.slowSubscriberNanos()) {
        finish(StreamEnd.SLOW);
      }
    } else if (source.isBehind()) {
      deliver();
    } else if (writer.isSilent(now)) {
      beat(now);
    }
  }

  private void beat(long now) {
    try {
      writer.beat(now);
    } catch (IOException | RuntimeException clientGone) {
      vanished(clientGone);
    }
  }

  /** Ends the stream without sending what is left; on the loop's thread. */
  void finish(StreamEnd how) {
    if (end.compareAndSet(null, how)) {
      try {
        release();
      } finally {
        if (how == StreamEnd.SLOW) {
          connection.reset();
        }
        connection.complete(async);
      }
    }
  }

  private void vanished(Throwable cause) {
    failure = cause;
    finish(StreamEnd.VANISHED);
  }

  private void release() {
    if (!released) {
      released = true;
      try {
        loop.remove(this);
        source.close();
      } finally {
        StreamEnd how = end.get();
        statistics.closed(how == null ? StreamEnd.VANISHED : how);
      }
    }
  }

  /** The client takes more, or what the container told is to be acted upon. Any thread. */
  void wake() {
    loop.wake(this);
  }

  /** The request or its connection failed. Any thread. */
  void fail(Throwable cause) {
    failure = cause;
    loop.wake(this);
  }

  /** The container ended the request. Any thread. */
  void over() {
    end.compareAndSet(null, StreamEnd.VANISHED);
    loop.wake(this);
  }
}
