import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Writes a CSV file of invented people for {@code data-processing}; the same arguments always give
 * the same bytes.
 *
 * <p>{@code java src/samples/GenerateCsv.java data/large.csv 100} writes about 100 MB. Every name
 * is made of random syllables.
 */
public final class GenerateCsv {
  private static final String HEADER =
      "id,name,email,city,country,birth_date,height_cm,newsletter,visits,balance,last_seen,note";
  private static final String[] SYLLABLES = {
    "ba", "del", "fi", "gor", "ja", "ki", "lu", "mar", "ne", "ol", "pra", "qui", "ros", "s\u00F6",
    "ta", "ul", "v\u00E9", "wen", "xa", "zor"
  };
  private static final String[] CITIES = {
    "Northhaven",
    "Little Mere",
    "V\u00E4stby",
    "Port Ostra",
    "Saint-\u00C9lan",
    "Gr\u00FCnfeld",
    "Quarry Hill",
    "\u0141\u0105kowo"
  };
  private static final String[] COUNTRIES = {"AA", "QM", "QN", "QZ", "XA", "XZ"};
  private static final String[] NOTES = {
    "",
    "",
    "",
    "",
    "prefers mail",
    "\"called twice, no answer\"",
    "\"says \"\"maybe\"\"\"",
    "\"first line\nsecond line\""
  };
  private static final int RECORDS_TO_A_BROKEN_ONE = 1009;

  private final SplittableRandom random = new SplittableRandom(20261123);

  /**
   * Writes the file that the first argument names, about as large as the second one says, in MB.
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("Usage: java src/samples/GenerateCsv.java FILE MEGABYTES");
      System.exit(2);
    }
    Path file = Path.of(arguments[0]).toAbsolutePath();
    long bytes = (long) (Double.parseDouble(arguments[1]) * 1_000_000);
    Files.createDirectories(file.getParent());
    long records = new GenerateCsv().write(file, bytes);
    System.out.printf(Locale.ROOT, "%,d records, %,d bytes%n", records, Files.size(file));
  }

  private long write(Path file, long bytes) throws IOException {
    long records = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(HEADER);
      out.write('\n');
      for (long written = HEADER.length(); written < bytes; ) {
        records++;
        String line =
            records % RECORDS_TO_A_BROKEN_ONE == 0 ? records + ",cut off" : person(records);
        out.write(line);
        out.write('\n');
        written += line.getBytes(StandardCharsets.UTF_8).length + 1;
      }
    }
    return records;
  }

  private String person(long id) {
    String first = word();
    String last = word();
    String email = random.nextInt(25) == 0 ? "" : ascii(first + "." + last) + id + "@example.org";
    double height =
        172 + 9 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5) * 2;
    return String.join(
        ",",
        Long.toString(id),
        first + " " + last,
        email,
        pick(CITIES),
        pick(COUNTRIES),
        LocalDate.of(1940, 1, 1).plusDays(random.nextInt(25_000)).toString(),
        decimal(Math.round(height * 10), 10),
        Boolean.toString(random.nextInt(3) == 0),
        Integer.toString((int) (-12 * StrictMath.log(1 - random.nextDouble()))),
        decimal(random.nextInt(200_000) - 40_000, 100),
        LocalDateTime.of(2026, 1, 1, 0, 0).plusSeconds(random.nextInt(28_000_000)).withSecond(30)
            + "Z",
        pick(NOTES));
  }

  private static String decimal(long units, int scale) {
    String fraction = Long.toString(scale + Math.abs(units) % scale).substring(1);
    return (units < 0 ? "-" : "") + Math.abs(units) / scale + "." + fraction;
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      word.append(pick(SYLLABLES));
    }
    word.setCharAt(0, Character.toUpperCase(word.charAt(0)));
    return word.toString();
  }

  private String pick(String[] values) {
    return values[random.nextInt(values.length)];
  }

  private static String ascii(String text) {
    return text.toLowerCase(Locale.ROOT).replace('\u00F6', 'o').replace('\u00E9', 'e');
  }
}
