package dev.taskwire.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A connection of HTTP/2 without TLS, with prior knowledge (RFC 9113), on which each stream gets as
 * many bytes as a test allows.
 */
final class Http2Client implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int WINDOW_OF_ALL = 1 << 30;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  /**
   * A frame.
   *
   * @param type what it is
   * @param flags what that says
   * @param stream whose it is; 0: the connection's
   * @param payload what it carries
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(int type, int flags, int stream, byte[] payload) {
    boolean endsStream() {
      return type == RST_STREAM || (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
    }

    String text() {
      return new String(payload, US_ASCII);
    }
  }

  Http2Client(int port) throws IOException {
    socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    send(SETTINGS, 0, 0, new byte[0]);
    allow(0, WINDOW_OF_ALL);
  }

  /** Asks for something; header fields are literals and indices of the static table (RFC 7541). */
  void get(int stream, String path) throws IOException {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    fields.write(0x82); // :method GET
    fields.write(0x86); // :scheme http
    literal(fields, 4, path); // :path
    literal(fields, 1, "127.0.0.1"); // :authority
    literal(fields, 19, "text/event-stream"); // accept
    send(HEADERS, END_HEADERS | END_STREAM, stream, fields.toByteArray());
  }

  private static void literal(ByteArrayOutputStream fields, int name, String value)
      throws IOException {
    if (name < 15) {
      fields.write(name);
    } else {
      fields.write(15);
      fields.write(name - 15);
    }
    fields.write(value.length()); // under 127
    fields.write(value.getBytes(US_ASCII));
  }

  /** A stream may send so many bytes more. */
  void allow(int stream, int bytes) throws IOException {
    if (bytes > 0) {
      send(
          WINDOW_UPDATE,
          0,
          stream,
          new byte[] {
            (byte) (bytes >> 24), (byte) (bytes >> 16), (byte) (bytes >> 8), (byte) bytes
          });
    }
  }

  private void send(int type, int flags, int stream, byte[] payload) throws IOException {
    out.writeByte(payload.length >> 16);
    out.writeShort(payload.length & 0xffff);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(stream);
    out.write(payload);
    out.flush();
  }

  /**
   * The next frame that a test has to know of.
   *
   * @throws IOException if the connection is over
   */
  Frame read() throws IOException {
    while (true) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt() & Integer.MAX_VALUE;
      byte[] payload = in.readNBytes(length);
      boolean isAsked = (type == SETTINGS || type == PING) && (flags & ACK) == 0;
      if (isAsked) {
        send(type, ACK, 0, type == PING ? payload : new byte[0]);
      } else if (type == DATA || type == HEADERS || type == RST_STREAM || type == GOAWAY) {
        return new Frame(type, flags, stream, payload);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
