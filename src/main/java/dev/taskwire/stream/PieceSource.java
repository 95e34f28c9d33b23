package dev.taskwire.stream;

import dev.taskwire.log.LogCursor;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** An answer with JSON that is made, or was made, in pieces. */
final class PieceSource implements FrameSource {
  private final Iterator<byte[]> pieces;
  private final LogCursor piece = new LogCursor(0);

  PieceSource(Iterator<byte[]> pieces) {
    this.pieces = pieces;
  }

  @Override
  public StreamForm form() {
    return StreamForm.JSON;
  }

  @Override
  public void open(EventStreamSink stream) {
    // all of it is there from the beginning
  }

  @Override
  public @Nullable LogCursor next() {
    piece.release();
    if (!pieces.hasNext()) {
      return null;
    }
    byte[] bytes = pieces.next();
    piece.moveTo(0, 0, bytes, 0, bytes.length);
    return piece;
  }

  @Override
  public boolean isBehind() {
    return pieces.hasNext();
  }

  @Override
  public boolean isExhausted() {
    return !pieces.hasNext();
  }

  @Override
  public void close() {
    piece.release();
  }
}
