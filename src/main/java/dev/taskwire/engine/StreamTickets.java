package dev.taskwire.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tickets that open the stream of one task without signing in, for browsers, whose {@code
 * EventSource} cannot send a header with a token.
 *
 * <p>A ticket is the age that the task had, in seconds, when the ticket was drawn, and the task's
 * id and that age under a key (RFC 2104) that all servers have in common: 224 bits that nobody can
 * guess, and nothing to be kept for each task. Thread-safe.
 */
final class StreamTickets {
  /** How long after it was drawn, for a start or for its repetition, a ticket opens connections. */
  static final Duration VALIDITY = Duration.ofSeconds(60);

  private static final int LENGTH = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final UnaryOperator<byte[]> common;
  private final AtomicReference<@Nullable SecretKeySpec> key = new AtomicReference<>();

  /**
   * Creates tickets without a key; it is agreed upon when it is first needed.
   *
   * @param common the key that all servers have in common, given one to propose
   */
  StreamTickets(UnaryOperator<byte[]> common) {
    this.common = common;
  }

  /** Servers may take their time: nobody waits for another one's question. */
  private SecretKeySpec key() {
    SecretKeySpec known = key.get();
    if (known == null) {
      byte[] proposal = new byte[32];
      new SecureRandom().nextBytes(proposal);
      SecretKeySpec agreed = new SecretKeySpec(common.apply(proposal), ALGORITHM);
      SecretKeySpec first = key.compareAndExchange(null, agreed);
      known = first != null ? first : agreed;
    }
    return known;
  }

  /**
   * A ticket for the stream of the task with this id, fit for a query.
   *
   * @param age how long ago the task was accepted
   */
  String ticketFor(String taskId, Duration age) {
    return ticket(taskId, (int) Math.min(age.toSeconds(), Integer.MAX_VALUE));
  }

  /**
   * Whether the ticket is one for this task and not too old; a wrong one takes as long, whatever is
   * wrong about it.
   *
   * @param age how long ago the task was accepted
   */
  boolean opens(String ticket, String taskId, Duration age) {
    int drawnAt = drawnAt(ticket);
    byte[] expected = ticket(taskId, drawnAt).getBytes(US_ASCII);
    return MessageDigest.isEqual(expected, ticket.getBytes(US_ASCII))
        && age.minusSeconds(drawnAt).compareTo(VALIDITY) <= 0;
  }

  private String ticket(String taskId, int drawnAt) {
    byte[] ticket = new byte[LENGTH];
    ByteBuffer.wrap(ticket)
        .putInt(drawnAt)
        .put(seal(taskId + "@" + drawnAt), 0, LENGTH - Integer.BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(ticket);
  }

  private byte[] seal(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key());
      return mac.doFinal(text.getBytes(US_ASCII));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every Java has " + ALGORITHM + ", but not this.", missing);
    }
  }

  /** What a ticket says of itself, which its seal proves or not; 0 if it is none. */
  private static int drawnAt(String ticket) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(ticket);
      return bytes.length == LENGTH ? ByteBuffer.wrap(bytes).getInt() : 0;
    } catch (IllegalArgumentException noTicket) {
      return 0;
    }
  }
}
