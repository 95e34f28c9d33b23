package dev.taskwire.data.csv;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Locale;

/**
 * Decodes a file strictly, with or without a byte order mark, and refuses what no CSV file holds:
 * NUL, a line or a record over 1 MiB, and a file that grows or shrinks meanwhile. Not thread-safe.
 */
final class TextSource extends Reader {
  static final int MAX_RECORD_BYTES = 1 << 20;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MIN_CHUNK = 128;
  private static final int MAX_CHUNK = 8192;
  private static final int CHUNKS_PER_FILE = 1000;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /*
   * Every file ends with a line break, if not of its own then with one more. A parser that is in balance has nothing left after it,
   * so a record that still comes once the end was reported was cut off inside a quoted field; hasEnded() tells.
   */
  private final SeekableByteChannel channel;
  private final Encoding encoding;
  private final String filePath;
  private final long size;
  private final int chunk;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes;
  private long fetched;
  private long line = 1;
  private long lineStart;
  private boolean afterCarriageReturn;
  private long recordStart;
  private boolean exhausted;
  private boolean finalBreakSent;
  private boolean ended;

  TextSource(SeekableByteChannel channel, Encoding encoding, String filePath) throws IOException {
    this.channel = channel;
    this.encoding = encoding;
    this.decoder = encoding.charset().newDecoder();
    this.bytes = ByteBuffer.allocate(BUFFER_BYTES).order(encoding.order()).flip();
    this.filePath = filePath;
    this.size = channel.size();
    // a parser reads ahead by a chunk: small ones let the progress in a small file move
    this.chunk = (int) Math.max(MIN_CHUNK, Math.min(MAX_CHUNK, size / CHUNKS_PER_FILE));
  }

  /**
   * Tells where a record begins, roughly: what is read from here on must not be over the limit
   * until the next one.
   */
  void startRecord() {
    recordStart = position();
  }

  /** Whether the reader was told that there is nothing more. */
  boolean hasEnded() {
    return ended;
  }

  /** The share of the file that was handed on, 0.0 to 1.0. */
  double progress() {
    return size == 0 ? 1.0 : Math.min(1.0, (double) position() / size);
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position() - recordStart > MAX_RECORD_BYTES) {
      throw new RecordTooLongException();
    }
    CharBuffer chars = CharBuffer.wrap(target, offset, Math.min(length, chunk)).slice();
    while (chars.position() == 0 && !ended) {
      decode(chars);
    }
    return ended ? -1 : chars.position();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void decode(CharBuffer chars) throws IOException {
    int from = bytes.position();
    CoderResult result = decoder.decode(bytes, chars, exhausted);
    boolean atFileStart = fetched - bytes.limit() + from == 0;
    inspect(from, bytes.position());
    if (atFileStart && chars.position() > 0 && chars.get(0) == BYTE_ORDER_MARK) {
      dropFirst(chars);
    } else if (chars.position() > 0) {
      return;
    } else if (result.isError()) {
      throw problem(encoding.problem(), line, position());
    } else if (!exhausted) {
      fetch();
    } else if (!finalBreakSent && lineStart != position()) {
      finalBreakSent = true;
      chars.put('\n');
    } else {
      ended = true;
    }
  }

  private static void dropFirst(CharBuffer chars) {
    chars.flip().position(1);
    chars.compact();
  }

  private void fetch() throws IOException {
    bytes.compact();
    int count = channel.read(bytes);
    bytes.flip();
    exhausted = count < 0;
    fetched += Math.max(0, count);
    if (fetched > size || (exhausted && fetched < size)) {
      throw new DataFileException(filePath, "changed while it was being read");
    }
  }

  /**
   * Follows the lines through the bytes that were just decoded. In UTF-8 a byte under 0x80 is
   * always a character of its own, and so is a unit of UTF-16 that is one.
   */
  private void inspect(int from, int to) throws IOException {
    long base = fetched - bytes.limit();
    int step = encoding.unitBytes();
    for (int i = from; i < to; i += step) {
      int unit = step == 1 ? bytes.get(i) : bytes.getChar(i);
      if (unit == '\n' || unit == '\r') {
        requireShortLine(base + i);
        line += unit == '\n' && afterCarriageReturn ? 0 : 1;
        lineStart = base + i + step;
      } else if (unit == 0) {
        throw problem("contains a NUL character: line %,d, byte offset %,d", line, base + i);
      }
      afterCarriageReturn = unit == '\r';
    }
    requireShortLine(base + to);
  }

  private void requireShortLine(long end) throws IOException {
    if (end - lineStart > MAX_RECORD_BYTES) {
      throw problem("has a line over 1 MiB: line %,d", line);
    }
  }

  /** How many bytes were decoded. */
  private long position() {
    return fetched - bytes.remaining();
  }

  private DataFileException problem(String format, Object... arguments) {
    return new DataFileException(filePath, String.format(Locale.ROOT, format, arguments));
  }

  /** The record that is being read is over the limit; only the parser knows where it began. */
  static final class RecordTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    RecordTooLongException() {
      super("record over " + MAX_RECORD_BYTES + " bytes");
    }
  }
}
