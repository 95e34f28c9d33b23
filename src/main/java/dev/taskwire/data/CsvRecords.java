package dev.taskwire.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.util.Locale;

/**
 * The records of a CSV file (RFC 4180; lines may end with LF or CR too, blank lines are ignored),
 * one at a time. A cursor: the accessors speak of the record that the last {@link #next} moved to.
 * Not thread-safe.
 */
final class CsvRecords implements AutoCloseable {
  private static final int PARSER_BUFFER = 4 * Utf8Source.MAX_RECORD_BYTES;

  private final String filePath;
  private final Utf8Source source;
  private final CsvRecordFields fields;
  private final CloseableIterator<CsvRecordFields> records;

  private CsvRecords(SeekableByteChannel channel, String filePath, int maxFields)
      throws IOException {
    this.filePath = filePath;
    source = new Utf8Source(channel, filePath);
    fields = new CsvRecordFields(maxFields);
    records =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(PARSER_BUFFER)
            .build(fields, source)
            .iterator();
  }

  /**
   * Starts to read.
   *
   * @param channel closed by {@link #close}, and if this fails
   * @param filePath how messages name the file
   * @param maxFields how many fields of a record are kept; further ones are counted only
   */
  static CsvRecords read(SeekableByteChannel channel, String filePath, int maxFields)
      throws IOException {
    try {
      return new CsvRecords(channel, filePath, maxFields);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Moves to the next record.
   *
   * @return whether there is one
   * @throws DataFileException if the file is not what it should be
   * @throws ClosedByInterruptException if the thread was interrupted
   */
  boolean next() throws IOException {
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
  long line() {
    return fields.line();
  }

  int fieldCount() {
    return fields.getFieldCount();
  }

  String field(int index) {
    return fields.get(index);
  }

  /** The share of the file that was read, 0.0 to 1.0. */
  double progress() {
    return source.progress();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private IOException readable(UncheckedIOException e) {
    IOException cause = e.getCause();
    if (cause instanceof Utf8Source.RecordTooLongException) {
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
