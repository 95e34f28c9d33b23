package dev.taskwire.data.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file from its header on (RFC 4180; lines may end with LF or CR too; a blank
 * line is an empty value of a single column, and otherwise ignored), one at a time. A cursor: the
 * accessors speak of the record that the last {@link #next} moved to. Not thread-safe.
 */
public final class CsvRecords implements AutoCloseable {
  private static final int PARSER_BUFFER = 4 * TextSource.MAX_RECORD_BYTES;

  private final String filePath;
  private final Dialect dialect;
  private final TextSource source;
  private final CsvRecordFields fields;
  private final CloseableIterator<CsvRecordFields> records;
  private int headerFields;

  private CsvRecords(
      SeekableByteChannel channel, String filePath, @Nullable Character delimiter, int maxFields)
      throws IOException {
    this.filePath = filePath;
    dialect = FirstLines.of(channel).dialect(delimiter);
    source = new TextSource(channel, dialect.encoding(), filePath);
    fields = new CsvRecordFields(maxFields);
    records =
        FirstLines.rules(dialect.delimiter())
            .maxBufferSize(PARSER_BUFFER)
            .build(fields, source)
            .iterator();
  }

  /**
   * Starts to read.
   *
   * @param channel closed by {@link #close}, and if this fails
   * @param filePath how messages name the file
   * @param delimiter between fields; {@code null} to find out from the first lines
   * @param maxFields how many fields of a record are kept; further ones are counted only
   */
  public static CsvRecords read(
      SeekableByteChannel channel, String filePath, @Nullable Character delimiter, int maxFields)
      throws IOException {
    try {
      return new CsvRecords(channel, filePath, delimiter, maxFields);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  public Dialect dialect() {
    return dialect;
  }

  /**
   * Moves to the next record; the first one is the header.
   *
   * @return whether there is one
   * @throws DataFileException if the file is not what it should be
   * @throws ClosedByInterruptException if the thread was interrupted
   */
  public boolean next() throws IOException {
    do {
      if (!advance()) {
        return false;
      }
    } while (line() < dialect.headerLine() || (fields.isBlankLine() && headerFields != 1));
    headerFields = headerFields == 0 ? fieldCount() : headerFields;
    return true;
  }

  private boolean advance() throws IOException {
    source.startRecord();
    try {
      if (!records.hasNext()) {
        return false;
      }
      records.next();
    } catch (UncheckedIOException e) {
      throw readable(e);
    } catch (CsvParseException e) {
      throw malformed(e);
    }
    if (source.hasEnded()) {
      throw problem("has a quote that is never closed, in the record that starts in line %,d");
    }
    return true;
  }

  /** The line where the record starts, from 1. */
  public long line() {
    return fields.line();
  }

  public int fieldCount() {
    return fields.getFieldCount();
  }

  /** How many fields there are without empty ones at the end. */
  public int width() {
    return fields.width();
  }

  /** The first field, from 1, that begins with a blank and then a quote; 0 if there is none. */
  public int quoteAfterBlank() {
    return fields.quoteAfterBlank();
  }

  public String field(int index) {
    return fields.get(index);
  }

  /** The share of the file that was read, 0.0 to 1.0. */
  public double progress() {
    return source.progress();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private IOException readable(UncheckedIOException e) {
    IOException cause = e.getCause();
    if (cause instanceof TextSource.RecordTooLongException) {
      return problem(
          "has a record over 1 MiB, which starts in line %,d; a quote may not be closed");
    }
    if (cause instanceof DataFileException || cause instanceof ClosedByInterruptException) {
      return cause;
    }
    return new DataFileException(filePath, "could not be read", e);
  }

  /**
   * The parser wraps whatever it meets, even an {@link Error}; of its own it complains about text
   * behind a closing quote only.
   */
  private DataFileException malformed(CsvParseException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return problem("has text after a closing quote, in the record that starts in line %,d");
  }

  private DataFileException problem(String format) {
    return new DataFileException(filePath, String.format(Locale.ROOT, format, line()));
  }
}
