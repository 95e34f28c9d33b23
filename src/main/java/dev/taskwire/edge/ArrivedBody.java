package dev.taskwire.edge;

import dev.taskwire.body.BufferedRequest;
import dev.taskwire.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What came of a body that was waited for. Confined to its request.
 *
 * @param bytes the body, as far as it came
 * @param problem why it is not taken; {@code null} if it is
 * @param isWhole whether nothing more of it will come
 * @param address what the request was sent to
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ArrivedBody(byte[] bytes, @Nullable Problem problem, boolean isWhole, SentTo address) {
  /** Where a request carries it from one dispatch to the next. */
  static final String ATTRIBUTE = "dev.taskwire.body";

  static Problem tooLarge(int most) {
    return new Problem(413, "The body of the request is larger than " + most + " bytes.");
  }

  /** A body that was read in one piece, up to one byte more than is taken. */
  static ArrivedBody read(byte[] bytes, int most, SentTo address) {
    return new ArrivedBody(bytes, bytes.length > most ? tooLarge(most) : null, true, address);
  }

  /** The request with this body. */
  HttpServletRequest of(HttpServletRequest request) {
    return new BufferedRequest(address.of(request), bytes);
  }
}
