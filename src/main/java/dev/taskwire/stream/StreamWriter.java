package dev.taskwire.stream;

import java.io.IOException;

/**
 * Writes to one stream what its source has, and a comment when that is silent. Confined to the loop
 * of its stream.
 */
final class StreamWriter {
  /** How far a stream came in its turn. */
  enum Written {
    /** To the end of what there is. */
    ALL,
    /** As far as one stream may at a time; the others are next. */
    PART,
    /** As far as the client takes it; the container tells when it takes more. */
    BLOCKED
  }

  private static final int TURN = 256 * 1024;

  private final StreamOutput out;
  private final FrameSource source;
  private final Heartbeat heartbeat;
  private final EventStreams streams;

  StreamWriter(StreamOutput out, FrameSource source, EventStreams streams) {
    this.out = out;
    this.source = source;
    this.heartbeat = new Heartbeat(source.form());
    this.streams = streams;
  }

  /** Writes as long as there is something and the client takes it, for one turn at most. */
  Written write() throws IOException {
    int inTurn = 0;
    while (out.isReady()) {
      if (inTurn > TURN) {
        return Written.PART;
      }
      int written = writeNext();
      if (written < 0) {
        return Written.ALL;
      }
      inTurn += written;
    }
    return Written.BLOCKED;
  }

  /**
   * Writes or sends on what is next, and tells how many bytes were written; negative: there is
   * nothing.
   */
  private int writeNext() throws IOException {
    byte[] comment = heartbeat.rest();
    if (comment != null) {
      out.write(comment, 0, comment.length);
      return comment.length;
    }
    LogCursor frames = source.next();
    if (frames != null) {
      out.write(frames.bytes(), frames.offset(), frames.length());
      out.moved(streams.nanoTime());
      streams.statistics().sentEvents(frames.events());
      return frames.length();
    }
    return out.flush() ? 0 : -1;
  }

  /** Whether a comment is due, or was begun. */
  boolean isSilent(long now) {
    return heartbeat.isUnfinished() || out.silence(now) >= streams.heartbeatNanos();
  }

  /** Breaks the silence. */
  void beat(long now) throws IOException {
    heartbeat.beat(out, now);
  }
}
