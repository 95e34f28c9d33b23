package dev.taskwire.data.csv;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.Arrays;

/** The fields of one record, reused for the next. Not thread-safe. */
final class CsvRecordFields extends CsvCallbackHandler<CsvRecordFields> {
  private static final int INITIAL_FIELDS = 64;

  private final int maxFields;
  private String[] fields;
  private int count;
  private int width;
  private int quoteAfterBlank;
  private long line;
  private RecordType type = RecordType.DATA;

  CsvRecordFields(int maxFields) {
    this.maxFields = maxFields;
    this.fields = new String[Math.min(maxFields, INITIAL_FIELDS)];
  }

  String get(int index) {
    if (index < 0 || index >= Math.min(count, maxFields)) {
      throw new IndexOutOfBoundsException("no field " + index + " among " + count);
    }
    return fields[index];
  }

  long line() {
    return line;
  }

  /** How many fields there are without empty ones at the end. */
  int width() {
    return width;
  }

  /** The first field, from 1, that begins with a blank and then a quote; 0 if there is none. */
  int quoteAfterBlank() {
    return quoteAfterBlank;
  }

  boolean isBlankLine() {
    return type == RecordType.EMPTY;
  }

  @Override
  protected RecordType getRecordType() {
    return type;
  }

  @Override
  protected int getFieldCount() {
    return count;
  }

  @Override
  protected void beginRecord(long startingLine) {
    line = startingLine;
    count = 0;
    width = 0;
    quoteAfterBlank = 0;
    type = RecordType.DATA;
  }

  @Override
  protected void addField(char[] buffer, int offset, int length, boolean quoted) {
    if (count < maxFields) {
      if (count == fields.length) {
        fields = Arrays.copyOf(fields, Math.min(maxFields, count * 2));
      }
      fields[count] = new String(buffer, offset, length);
    }
    count++;
    if (length > 0) {
      width = count;
    }
    if (!quoted && quoteAfterBlank == 0 && isQuoteAfterBlank(buffer, offset, offset + length)) {
      quoteAfterBlank = count;
    }
  }

  private static boolean isQuoteAfterBlank(char[] buffer, int offset, int end) {
    int at = offset;
    while (at < end && (buffer[at] == ' ' || buffer[at] == '\t')) {
      at++;
    }
    return at > offset && at < end && buffer[at] == '"';
  }

  @Override
  protected void setComment(char[] buffer, int offset, int length) {
    type = RecordType.COMMENT;
  }

  @Override
  protected void setEmpty() {
    type = RecordType.EMPTY;
    fields[0] = "";
    count = 1;
  }

  @Override
  protected CsvRecordFields buildRecord() {
    return this;
  }
}
