package dev.taskwire.rest;

import dev.taskwire.stream.EventStreams;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Answers with JSON of any size: what is small at once, what is large a piece at a time and without
 * a thread that waits for the client. Stateless.
 */
final class PiecewiseAnswer {
  /** So much the buffer of a socket takes, so that nobody has to wait. */
  private static final int SMALL = 32 * 1024;

  private PiecewiseAnswer() {}

  /**
   * The answer; {@code null} if the request was taken over, and nothing is to be said any more.
   *
   * @throws NoMoreStreamsException if too many large answers are under way
   */
  static @Nullable Response of(
      HttpServletRequest request, EventStreams streams, Iterator<byte[]> pieces) {
    boolean isHead = request.getMethod().equals(HttpMethod.HEAD);
    ByteArrayOutputStream begun = new ByteArrayOutputStream(1024);
    while (pieces.hasNext()) {
      byte[] piece = pieces.next();
      if (begun.size() + piece.length > SMALL && !isHead) {
        if (!streams.answer(request, new Begun(begun.toByteArray(), piece, pieces))) {
          throw new NoMoreStreamsException("large answers can be given");
        }
        return null;
      }
      begun.writeBytes(piece);
    }
    return Response.ok(begun.toByteArray(), MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** Two pieces that were made already, and those that follow. */
  private static final class Begun implements Iterator<byte[]> {
    private final Iterator<byte[]> rest;
    private byte @Nullable [] first;
    private byte @Nullable [] second;

    Begun(byte[] first, byte[] second, Iterator<byte[]> rest) {
      this.first = first;
      this.second = second;
      this.rest = rest;
    }

    @Override
    public boolean hasNext() {
      return second != null || rest.hasNext();
    }

    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException("The answer is complete.");
      }
      byte[] next = first != null ? first : second;
      if (first == null) {
        second = null;
      }
      first = null;
      return next != null ? next : rest.next();
    }
  }
}
