package dev.taskwire.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The comment that a quiet stream carries, written in pieces on successive ticks.
 *
 * <p>A client that left is noticed by a failing write, and only the second to fourth write fails;
 * one comment in four writes finds it within a second, without sending more. Confined to the loop
 * of its stream.
 */
final class Heartbeat {
  private final StreamForm form;
  private int next;

  Heartbeat(StreamForm form) {
    this.form = form;
  }

  /** Whether silence is to be broken at all. */
  boolean isWanted() {
    return !form.isAnswer();
  }

  /** Whether a comment was begun and an event must wait for the rest of it. */
  boolean isUnfinished() {
    return next > 0;
  }

  /**
   * Sends the next piece, if the client takes it. The next silence is counted from the first piece,
   * so the comments are one interval apart.
   */
  void beat(StreamOutput out, long now) throws IOException {
    if (!out.isReady()) {
      return;
    }
    if (!isUnfinished()) {
      out.moved(now);
    }
    byte[] piece = nextPiece();
    out.write(piece, 0, piece.length);
    if (out.isReady()) {
      out.flush();
    }
  }

  private byte[] nextPiece() {
    byte[] piece = form.heartbeatPiece(next);
    next = (next + 1) % form.heartbeatPieces();
    return piece;
  }

  /** What is left of a comment that was begun; {@code null} if none was. */
  byte @Nullable [] rest() {
    if (next == 0) {
      return null;
    }
    StringBuilder rest = new StringBuilder();
    while (next > 0) {
      rest.append(new String(nextPiece(), US_ASCII));
    }
    return rest.toString().getBytes(US_ASCII);
  }
}
