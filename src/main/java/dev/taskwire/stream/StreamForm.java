package dev.taskwire.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;

/**
 * What a stream looks like around its events. Immutable.
 *
 * <p>What is sent in silence comes in pieces: see {@link Heartbeat}.
 */
final class StreamForm {
  /** Server-Sent Events, with a comment in silence. */
  static final StreamForm EVENTS =
      new StreamForm(
          "text/event-stream",
          "retry: 2000\n: connected, a comment every %d s\n\n",
          ": ",
          "heart",
          "beat\n",
          "\n");

  /** A line for a terminal, which goes back to its beginning in silence. */
  static final StreamForm LINE =
      new StreamForm("text/plain;charset=utf-8", "\r", "\r", "\r", "\r", "\r");

  /** An answer that ends by itself. */
  static final StreamForm JSON = new StreamForm("application/json", "");

  /** Lines for a log, with a line of dots in silence. */
  static final StreamForm LOG =
      new StreamForm("text/plain;charset=utf-8", "\n", ".", ".", ".", "\n");

  private final String mediaType;
  private final String preamble;
  private final byte[][] heartbeat;

  private StreamForm(String mediaType, String preamble, String... heartbeat) {
    this.mediaType = mediaType;
    this.preamble = preamble;
    this.heartbeat = new byte[heartbeat.length][];
    for (int i = 0; i < heartbeat.length; i++) {
      this.heartbeat[i] = heartbeat[i].getBytes(US_ASCII);
    }
  }

  String mediaType() {
    return mediaType;
  }

  /** Whether it is an answer like any other, but for its size or the time that it takes. */
  boolean isAnswer() {
    return heartbeat.length == 0;
  }

  /** The first bytes; they tell clients of events after how much silence a comment comes. */
  byte[] preamble(Duration heartbeatInterval) {
    return preamble.replace("%d", Long.toString(heartbeatInterval.toSeconds())).getBytes(US_ASCII);
  }

  /** How many pieces are sent in silence. */
  int heartbeatPieces() {
    return heartbeat.length;
  }

  /** One of them; not to be changed. */
  byte[] heartbeatPiece(int index) {
    return heartbeat[index];
  }
}
