package dev.taskwire.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name's letters find its file, however they are written. */
class FileNamesTest {
  private static final String NAME = "Größe – ñandú/Łódź 100%.csv";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"NFC", "NFD"})
  void find_composedOrDecomposedName_isFoundByBoth(String form) throws Exception {
    Path file = directory.resolve(Normalizer.normalize(NAME, Form.valueOf(form)));
    Files.createDirectories(file.getParent());
    Files.writeString(file, "a\n1\n");

    DataDirectory data = new DataDirectory(directory);
    assertEquals(Optional.of(file.toRealPath()), data.find(Normalizer.normalize(NAME, Form.NFC)));
    assertEquals(Optional.of(file.toRealPath()), data.find(Normalizer.normalize(NAME, Form.NFD)));
    data.open(Normalizer.normalize(NAME, Form.NFD)).close();
  }

  @Test
  void find_bothAreThere_isTheOneThatWasNamed() throws Exception {
    for (Form form : List.of(Form.NFC, Form.NFD)) {
      Files.writeString(directory.resolve(Normalizer.normalize("ü.csv", form)), "a\n");
    }
    for (Form form : List.of(Form.NFC, Form.NFD)) {
      Path named = directory.resolve(Normalizer.normalize("ü.csv", form)).toRealPath();
      assertEquals(Optional.of(named), new DataDirectory(directory).find(named.getFileName() + ""));
    }
  }

  /** The locale of a container without one, where the JDK refuses to make a path of such a name. */
  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX"})
  void execute_localeWithoutUmlauts_readsTheFile(String locale) throws Exception {
    Path data = directory.resolve("Daten für alle");
    Path file = data.resolve(NAME);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "a\n1\n2\n");
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            OtherLocale.class.getName(),
            hex(data.toString()),
            hex(NAME));
    command.environment().keySet().removeIf(key -> key.startsWith("LC_"));
    command.environment().putAll(Map.of("LC_ALL", locale, "LANG", locale));
    Process process = command.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), output);
    assertEquals("2 records", output.strip());
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }

  /** What runs in the other locale; its arguments are hexadecimal, which no locale changes. */
  static final class OtherLocale {
    private OtherLocale() {}

    public static void main(String[] arguments) throws Exception {
      if (!System.getProperty("sun.jnu.encoding").equals("ANSI_X3.4-1968")) {
        throw new IllegalStateException("not the locale that was asked for");
      }
      System.setProperty("tasks.data-dir", text(arguments[0]));
      DataProcessingOutcome outcome =
          new DataProcessingTask()
              .execute(new RecordedProgress(), new DataProcessingParams(text(arguments[1]), null));
      System.out.println(outcome.processedRecords() + " records");
    }

    private static String text(String hex) {
      return new String(HexFormat.of().parseHex(hex), UTF_8);
    }
  }
}
