package dev.taskwire.data.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The beginning of a file, from which its dialect is told. Immutable. */
final class FirstLines {
  private static final int SAMPLE_BYTES = 1 << 16;
  private static final int SAMPLE_RECORDS = 200;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** In the order in which they are preferred if nothing else tells them apart. */
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};

  /** What Excel reads as an announcement of the delimiter. */
  private static final Pattern ANNOUNCEMENT =
      Pattern.compile("(?i)\"?sep=([^\\p{Alnum}\"\\r\\n])\"?[,;\\t|]*(?:\\R|$)");

  private final Encoding encoding;
  private final String text;
  private final boolean whole;

  private FirstLines(Encoding encoding, String text, boolean whole) {
    this.encoding = encoding;
    this.text = text;
    this.whole = whole;
  }

  /** Reads them, and puts the channel back to its beginning. */
  static FirstLines of(SeekableByteChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(SAMPLE_BYTES);
    boolean whole = false;
    while (bytes.hasRemaining() && !whole) {
      whole = channel.read(bytes) < 0;
    }
    channel.position(0);
    bytes.flip();
    Encoding encoding = Encoding.of(bytes);
    // what cannot be decoded is told by who reads the file
    String text = encoding.charset().decode(bytes).toString();
    int start = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    return new FirstLines(encoding, text.substring(start), whole);
  }

  /**
   * The file's dialect.
   *
   * @param wanted the delimiter, or {@code null} to find out
   */
  Dialect dialect(@Nullable Character wanted) {
    Matcher announcement = ANNOUNCEMENT.matcher(text);
    boolean announced = announcement.lookingAt();
    if (wanted != null) {
      return dialect(wanted, headerWith(wanted, announced));
    }
    if (announced) {
      char delimiter = announcement.group(1).charAt(0);
      return dialect(delimiter, headerWith(delimiter, true));
    }
    char delimiter = ',';
    HeaderSearch best = headerWith(delimiter, false);
    for (char other : DELIMITERS) {
      HeaderSearch found = headerWith(other, false);
      if (found.isBetterThan(best)) {
        delimiter = other;
        best = found;
      }
    }
    return dialect(delimiter, best);
  }

  private Dialect dialect(char delimiter, HeaderSearch header) {
    return new Dialect(encoding, delimiter, header.line());
  }

  private HeaderSearch headerWith(char delimiter, boolean announced) {
    List<SampleRecord> records = records(delimiter);
    return HeaderSearch.in(
        announced && !records.isEmpty() ? records.subList(1, records.size()) : records);
  }

  private List<SampleRecord> records(char delimiter) {
    CsvRecordFields fields = new CsvRecordFields(SAMPLE_BYTES);
    List<SampleRecord> records = new ArrayList<>();
    boolean afterBlank = false;
    try (CsvReader<CsvRecordFields> reader = rules(delimiter).build(fields, text)) {
      for (CsvRecordFields record : reader) {
        if (!record.isBlankLine()) {
          records.add(SampleRecord.of(record, afterBlank));
        }
        afterBlank = record.isBlankLine();
        if (records.size() == SAMPLE_RECORDS) {
          return records;
        }
      }
    } catch (CsvParseException malformed) {
      // who reads the file tells; here it only says that the delimiter may be another one
      records.add(SampleRecord.unreadable());
      return records;
    } catch (IOException e) {
      throw new AssertionError("a text that cannot be read", e);
    }
    if (!whole && records.size() > 1) {
      records.remove(records.size() - 1);
    }
    return records;
  }

  /** How records are told apart and taken to pieces, here and in the whole file. */
  static CsvReaderBuilder rules(char delimiter) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .skipEmptyLines(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
  }
}
