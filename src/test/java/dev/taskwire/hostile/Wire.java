package dev.taskwire.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A keep-alive connection that sends any bytes, and reads an answer or gives up in time. */
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 15_000;
  private static final int MOST_BYTES = 8 << 20;

  /**
   * An answer.
   *
   * @param status its status
   * @param headers its headers, names in lower case
   * @param body its body, decoded from its chunks, one character a byte
   * @param closes whether the server ends the connection after it
   */
  record Answer(int status, Map<String, String> headers, String body, boolean closes) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private final Socket socket;
  private final InputStream in;

  Wire(int port) throws IOException {
    socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 16_384);
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /**
   * The next answer; of an event stream only its head, because it may never end.
   *
   * @param hasBody whether one may follow: not to a HEAD request
   * @throws java.net.SocketTimeoutException if the server takes too long
   * @throws EOFException if the server closed the connection instead
   */
  Answer read(boolean hasBody) throws IOException {
    String statusLine = line();
    while (statusLine.startsWith("HTTP/1.1 100")) {
      line();
      statusLine = line();
    }
    if (!statusLine.matches("HTTP/1\\.[01] \\d{3}.*")) {
      throw new IOException("Not a status line: " + statusLine);
    }
    int status = Integer.parseInt(statusLine.substring(9, 12));
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    boolean closes =
        headers.getOrDefault("connection", "").equalsIgnoreCase("close")
            || statusLine.startsWith("HTTP/1.0");
    if (headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
      return new Answer(status, headers, "", true);
    }
    boolean empty = !hasBody || status == 204 || status == 304;
    return new Answer(status, headers, empty ? "" : body(headers, closes), closes);
  }

  private String body(Map<String, String> headers, boolean closes) throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      return chunks();
    }
    String length = headers.get("content-length");
    if (length != null) {
      return bytes(Integer.parseInt(length));
    }
    return closes ? bytes(-1) : "";
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      int size = Integer.parseInt(line(), 16);
      body.append(bytes(size));
      line();
      if (size == 0) {
        return body.toString();
      }
    }
  }

  /**
   * The next piece of a body in pieces, of an event stream say; {@code null} at its end.
   *
   * @throws java.net.SocketTimeoutException if nothing comes for long
   */
  @Nullable String chunk() throws IOException {
    int size = Integer.parseInt(line(), 16);
    String piece = bytes(size);
    line();
    return size == 0 ? null : piece;
  }

  private String bytes(int count) throws IOException {
    if (count > MOST_BYTES) {
      throw new IOException("An answer of " + count + " bytes");
    }
    byte[] bytes = count < 0 ? in.readNBytes(MOST_BYTES) : in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("The answer ended after " + bytes.length + " of " + count + " bytes");
    }
    return new String(bytes, ISO_8859_1);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.size() > MOST_BYTES) {
        throw new EOFException("closed after \"" + line.toString(ISO_8859_1) + "\"");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
