package dev.taskwire.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A raw event stream: everything that came over the connection, chunk sizes and all. */
final class Sse implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final StringBuilder seen = new StringBuilder();

  private Sse(Socket socket) {
    this.socket = socket;
  }

  /** Opens a stream without a caller. */
  static Sse open(OwnServer server, String path) throws IOException {
    return request(server, path, "");
  }

  /** Opens a stream as a user of the ready examples, and waits for its first event. */
  static Sse open(OwnServer server, String path, String user) throws IOException {
    String credentials = OwnerModeIT.basic(user, ServerCommand.password(user));
    Sse stream = request(server, path, "Authorization: " + credentials + "\r\n");
    stream.readUntil("\ndata: ");
    return stream;
  }

  /** What a stream begins with, up to the end of its first event. */
  static String beginning(OwnServer server, String path, String user) throws IOException {
    try (Sse stream = open(server, path, user)) {
      return stream.readUntil("}\n\n");
    }
  }

  private static Sse request(OwnServer server, String path, String headers) throws IOException {
    Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), server.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    String head =
        "GET /" + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n" + headers;
    socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
    return new Sse(socket);
  }

  /** Reads on until the text was seen, and returns all that came so far. */
  String readUntil(String text) throws IOException {
    long start = System.nanoTime();
    int from = 0;
    while (seen.indexOf(text, from) < 0) {
      from = Math.max(0, seen.length() - text.length());
      if (!readSome(start)) {
        throw new EOFException("The stream ended before \"" + text + "\":\n" + seen);
      }
    }
    return seen.toString();
  }

  /** Reads to the end of the connection, and returns all that came. */
  String readToEnd() throws IOException {
    long start = System.nanoTime();
    while (readSome(start)) {
      // all of it
    }
    return seen.toString();
  }

  /** Whether the connection ends, one way or another, within the patience of all reads. */
  boolean endsSoon() {
    try {
      readToEnd();
      return true;
    } catch (SocketTimeoutException goesOn) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Comments keep a stream alive for ever, and the timeout of the socket with it. */
  private boolean readSome(long start) throws IOException {
    if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
      throw new SocketTimeoutException("Not in time; so far came:\n" + seen);
    }
    byte[] buffer = new byte[8192];
    InputStream in = socket.getInputStream();
    int count = in.read(buffer);
    if (count > 0) {
      seen.append(new String(buffer, 0, count, ISO_8859_1));
    }
    return count >= 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
