package dev.taskwire.stream;

import dev.taskwire.log.LogCursor;
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

  /**
   * The most that is written at a time. What a full socket does not take of it, the server copies
   * to its heap, for each client; and each piece that was taken shows that the client reads.
   */
  private static final int PIECE = 32 * 1024;

  private static final byte[] NOTHING = {};

  private final StreamOutput out;
  private final FrameSource source;
  private final Heartbeat heartbeat;
  private final EventStreams streams;
  private final StreamStatistics statistics;
  private final long headStart;

  /** The slice that is being written: from `offset`, `rest` bytes are left. */
  private byte[] slice = NOTHING;

  private int offset;
  private int rest;
  private int events;

  StreamWriter(StreamOutput out, FrameSource source, EventStreams streams) {
    this.out = out;
    this.source = source;
    this.headStart = streams.nextHeadStart();
    this.heartbeat = new Heartbeat(source.form());
    this.streams = streams;
    this.statistics = streams.statisticsOf(source.form());
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
    if (rest > 0) {
      return writePiece();
    }
    byte[] comment = heartbeat.rest();
    if (comment != null) {
      out.write(comment, 0, comment.length);
      return comment.length;
    }
    LogCursor frames = source.next();
    if (frames != null) {
      slice = frames.bytes();
      offset = frames.offset();
      rest = frames.length();
      events = frames.events();
      return writePiece();
    }
    return out.flush() ? 0 : -1;
  }

  private int writePiece() throws IOException {
    int length = Math.min(PIECE, rest);
    out.write(slice, offset, length);
    out.moved(streams.nanoTime() - headStart);
    offset += length;
    rest -= length;
    if (rest == 0) {
      slice = NOTHING;
      statistics.sentEvents(events);
    }
    return length;
  }

  /** Whether a slice was begun, the rest of which must come next. */
  boolean isInSlice() {
    return rest > 0;
  }

  /** Whether a comment is due, or was begun. */
  boolean isSilent(long now) {
    return heartbeat.isWanted()
        && !isInSlice()
        && (heartbeat.isUnfinished() || out.silence(now) >= streams.heartbeatNanos());
  }

  /** Breaks the silence. */
  void beat(long now) throws IOException {
    heartbeat.beat(out, now);
  }
}
