package dev.taskwire.stream;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * The non-blocking output of one stream (Jakarta Servlet 6.0 §5.7), and when its client last took
 * something. Confined to the loop of its stream.
 */
final class StreamOutput {
  private final ServletOutputStream out;
  private final EventStreams streams;
  private final StreamStatistics statistics;
  private boolean blocked;
  private boolean unflushed;
  private long lastMove;

  StreamOutput(ServletOutputStream out, EventStreams streams, StreamStatistics statistics) {
    this.out = out;
    this.streams = streams;
    this.statistics = statistics;
    this.lastMove = streams.nanoTime();
  }

  /** Makes it non-blocking; the listener may be called at once. */
  void listen(WriteListener listener) {
    out.setWriteListener(listener);
  }

  /** Whether it takes something now; if not, the listener is called when it does. */
  boolean isReady() {
    boolean ready = out.isReady();
    if (ready == blocked) {
      blocked = !ready;
      moved(streams.nanoTime());
    }
    return ready;
  }

  /** Whether it did not take anything when it was last asked. */
  boolean isBlocked() {
    return blocked;
  }

  /** Writes all of it; only after {@link #isReady()}. */
  void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    unflushed = true;
    statistics.sent(length);
  }

  /** Sends on what was written; only after {@link #isReady()}. {@code false}: there was nothing. */
  boolean flush() throws IOException {
    if (!unflushed) {
      return false;
    }
    unflushed = false;
    out.flush();
    return true;
  }

  /** The client was given something: its silence begins again. */
  void moved(long now) {
    lastMove = now;
  }

  /** For how long the client has not taken anything, or not been given anything, in nanoseconds. */
  long silence(long now) {
    return now - lastMove;
  }
}
