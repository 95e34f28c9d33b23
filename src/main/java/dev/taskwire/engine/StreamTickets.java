package dev.taskwire.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tickets that open the stream of one task without signing in, for browsers, whose {@code
 * EventSource} cannot send a header with a token.
 *
 * <p>A ticket is the task's id under a key (RFC 2104) that is drawn when the engine starts and
 * never leaves it: 256 bits that nobody can guess, and nothing to be kept for each task.
 * Thread-safe.
 */
final class StreamTickets {
  /** How long after the start of its task a ticket opens new connections. */
  static final Duration VALIDITY = Duration.ofSeconds(60);

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  StreamTickets() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    key = new SecretKeySpec(secret, ALGORITHM);
  }

  /** The ticket for the stream of the task with this id, fit for a query. */
  String ticketFor(String taskId) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] ticket = mac.doFinal(taskId.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(ticket);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every Java has " + ALGORITHM + ", but not this.", missing);
    }
  }

  /**
   * Whether the ticket is the one for this task and not too old; a wrong one takes as long,
   * whatever is wrong about it.
   *
   * @param age how long ago the task was accepted
   */
  boolean opens(String ticket, String taskId, Duration age) {
    byte[] expected = ticketFor(taskId).getBytes(US_ASCII);
    return MessageDigest.isEqual(expected, ticket.getBytes(US_ASCII))
        && age.compareTo(VALIDITY) <= 0;
  }
}
