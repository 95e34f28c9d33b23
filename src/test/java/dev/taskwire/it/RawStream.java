package dev.taskwire.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client of HTTP/1.1 (RFC 9112) that hides nothing: the status line, each header and each byte of
 * the body as they come. Not thread-safe.
 */
final class RawStream implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;
  private final int status;
  private final Map<String, String> headers = new TreeMap<>();
  private final boolean chunked;
  private final long length;
  private final StringBuilder received = new StringBuilder();
  private long left;
  private boolean ended;
  private long start = System.nanoTime();

  private RawStream(Socket socket, String request) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    in = new BufferedInputStream(socket.getInputStream());
    status = Integer.parseInt(line().split(" ", 3)[1]);
    for (String header = line(); !header.isEmpty(); header = line()) {
      String[] parts = header.split(":", 2);
      headers.merge(parts[0].toLowerCase(Locale.ROOT), parts[1].strip(), (a, b) -> a + ", " + b);
    }
    chunked = "chunked".equals(headers.get("transfer-encoding"));
    String announced = headers.get("content-length");
    boolean bodiless = status == 204 || request.startsWith("HEAD ");
    length = bodiless ? 0 : announced == null ? Long.MAX_VALUE : Long.parseLong(announced);
    left = chunked && !bodiless ? 0 : length;
    ended = bodiless || left == 0 && !chunked;
  }

  /** Opens a stream; {@code headers} are whole lines, such as {@code "Last-Event-ID: 3"}. */
  static RawStream open(URI uri, String... headers) throws IOException {
    return send("GET", uri, headers);
  }

  /** Sends a request without a body. */
  static RawStream send(String method, URI uri, String... headers) throws IOException {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return send(uri, method + " " + uri.getRawPath() + query, headers);
  }

  /** Sends a request with a first line, up to its version, that a URI could not express. */
  static RawStream send(URI server, String requestLine, String... headers) throws IOException {
    StringBuilder request = new StringBuilder(requestLine).append(" HTTP/1.1\r\n");
    request.append("Host: ").append(server.getRawAuthority()).append("\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    Socket socket = new Socket(server.getHost(), server.getPort());
    try {
      return new RawStream(socket, request.append("\r\n").toString());
    } catch (IOException | RuntimeException failure) {
      socket.close();
      throw failure;
    }
  }

  /** A client that sends its request and then never reads anything. */
  static Socket openAndNeverRead(URI uri) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    String request =
        "GET " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getRawAuthority() + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    return socket;
  }

  int status() {
    return status;
  }

  /** The value of a header; {@code null} if it was not sent. */
  @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** The next block of the body; {@code null} at its end. */
  @Nullable SseFrame next() throws IOException {
    start = System.nanoTime();
    return block();
  }

  private @Nullable SseFrame block() throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    int last = -1;
    for (int b = read(); b >= 0; b = read()) {
      block.write(b);
      if (b == '\n' && last == '\n') {
        String text = block.toString(UTF_8);
        received.append(text);
        return SseFrame.parse(text.substring(0, text.length() - 2));
      }
      last = b;
    }
    if (block.size() > 0) {
      throw new EOFException("The stream ended within a block: " + block.toString(UTF_8));
    }
    return null;
  }

  /** The next event; {@code null} at the end of the stream. */
  @Nullable SseFrame nextEvent() throws IOException {
    start = System.nanoTime();
    SseFrame frame = block();
    while (frame != null && frame.event() == null) {
      frame = block();
    }
    return frame;
  }

  /** All events to the end of the stream, which must come. */
  List<SseFrame> events() throws IOException {
    List<SseFrame> events = new ArrayList<>();
    for (SseFrame frame = nextEvent(); frame != null; frame = nextEvent()) {
      events.add(frame);
    }
    return events;
  }

  /** The body from its first byte, read to its end. */
  String rest() throws IOException {
    start = System.nanoTime();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int b = read(); b >= 0; b = read()) {
      body.write(b);
    }
    return received + body.toString(UTF_8);
  }

  private int read() throws IOException {
    if (!ended && left == 0) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    // comments keep a stream alive for ever, and the timeout of the socket with it
    if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
      throw new SocketTimeoutException("Not in time; so far came:\n" + received);
    }
    int b = in.read();
    if (b < 0) {
      if (chunked || length != Long.MAX_VALUE) {
        throw new EOFException("The connection was closed in the middle of the body");
      }
      ended = true;
      return -1;
    }
    left--;
    if (left == 0 && !chunked) {
      ended = true;
    } else if (left == 0) {
      line();
    }
    return b;
  }

  private void nextChunk() throws IOException {
    left = Long.parseLong(line(), 16);
    if (left == 0) {
      line();
      ended = true;
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("The connection was closed after \"" + line + "\"");
      }
      line.append((char) b);
    }
    return line.substring(0, Math.max(0, line.length() - 1));
  }

  /** Drops the connection. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
