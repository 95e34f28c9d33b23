package dev.taskwire.data.csv;

/**
 * How a file is written, as its first lines show.
 *
 * @param encoding of its characters
 * @param delimiter between the fields of a record
 * @param headerLine the line where the header row starts, from 1; what is before are titles
 */
public record Dialect(Encoding encoding, char delimiter, long headerLine) {
  /** Where fields are not separated by commas, numbers may have one. */
  public boolean hasDecimalComma() {
    return delimiter != ',';
  }
}
