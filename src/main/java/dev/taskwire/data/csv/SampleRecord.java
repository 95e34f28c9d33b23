package dev.taskwire.data.csv;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of the first records of a file.
 *
 * @param line where it starts, from 1
 * @param fields its fields
 * @param width how many there are without empty ones at the end
 * @param afterBlank whether an empty line is before it
 */
record SampleRecord(long line, List<String> fields, int width, boolean afterBlank) {
  private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");

  static SampleRecord of(CsvRecordFields record, boolean afterBlank) {
    List<String> fields = IntStream.range(0, record.getFieldCount()).mapToObj(record::get).toList();
    return new SampleRecord(record.line(), fields, record.width(), afterBlank);
  }

  /** Stands for one that no rule reads. */
  static SampleRecord unreadable() {
    return new SampleRecord(0, List.of(), Integer.MAX_VALUE, false);
  }

  int count() {
    return fields.size();
  }

  /** Whether a record is one of the table that has this one as its header. */
  boolean heads(SampleRecord record) {
    return width <= record.count() && record.width <= count();
  }

  /** {@code # exported by …}; but {@code #id} is a name. */
  boolean isComment() {
    String first = fields.isEmpty() ? "" : fields.get(0);
    return first.startsWith("#")
        && (first.length() == 1 || !Character.isLetterOrDigit(first.charAt(1)));
  }

  /** A title as Excel writes it: the other cells of its row are empty. */
  boolean isTitle() {
    return count() > 1 && width <= 1;
  }

  /** Whether all of it are names: texts, all different, or years. */
  boolean isNames() {
    List<String> names = fields.subList(0, Math.min(width, count()));
    return names.size() > 1
        && names.stream().allMatch(SampleRecord::isName)
        && !names.stream().allMatch(name -> YEAR.matcher(name.strip()).matches())
        && new HashSet<>(names).size() == names.size();
  }

  private static boolean isName(String field) {
    String text = field.strip();
    return !text.isEmpty()
        && (ValueType.of(text) == ValueType.TEXT || YEAR.matcher(text).matches());
  }
}
