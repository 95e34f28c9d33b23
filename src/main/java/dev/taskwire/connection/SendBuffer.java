package dev.taskwire.connection;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the kernel holds of a stream that its client has not read. Stateless.
 *
 * <p>Linux lets it grow to 2.5 MB, and says that there is room again only when a third of it is: a
 * client that reads 50 KB a second seems to be stuck for a quarter of a minute. So it is bounded;
 * from then on a step that can be seen is some 80 KB, and a client on a distant line (100 ms) gets
 * more than 1 MB a second.
 */
final class SendBuffer {
  private static final Logger LOG = Logger.getLogger(SendBuffer.class.getName());
  private static final int BYTES = 128 * 1024;

  /** From Grizzly's connection, and from Undertow's: plain, with TLS, and with HTTP/2. */
  private static final List<List<String>> SOCKETS =
      List.of(
          List.of("getChannel"),
          List.of("channel", "getChannel"),
          List.of("channel", "delegate", "getChannel"),
          List.of("channel", "channel", "getChannel"),
          List.of("channel", "channel", "delegate", "getChannel"));

  private SendBuffer() {}

  /** Bounds that of a server's connection, if a way to its socket is known. Never throws. */
  static void bound(Object connection) {
    for (List<String> path : SOCKETS) {
      if (ServerInternals.follow(connection, path) instanceof SocketChannel socket) {
        try {
          socket.setOption(StandardSocketOptions.SO_SNDBUF, BYTES);
        } catch (IOException | RuntimeException closed) {
          LOG.log(Level.FINE, "The send buffer of a stream could not be bounded", closed);
        }
        return;
      }
    }
    NoWay.to(
        "bound the send buffer of a stream",
        "clients on slow lines may seem to be stuck",
        connection);
  }
}
