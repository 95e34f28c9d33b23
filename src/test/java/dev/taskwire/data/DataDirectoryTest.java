package dev.taskwire.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.data.csv.DataFileException;
import dev.taskwire.settings.SettingsReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {
  @TempDir Path outer;
  private Path inside;
  private DataDirectory directory;

  @BeforeEach
  void makeFiles() throws IOException {
    inside = Files.createDirectories(outer.resolve("data"));
    directory = new DataDirectory(inside);
    Files.createDirectories(inside.resolve("sub/deep"));
    Files.writeString(inside.resolve("a.csv"), "inside");
    Files.writeString(inside.resolve("sub/deep/b.csv"), "deep");
    Files.writeString(outer.resolve("secret.csv"), "outside");
    Files.createDirectories(outer.resolve("database"));
    Files.writeString(outer.resolve("database/c.csv"), "sibling with the same prefix");
  }

  @Test
  void check_readableDirectory_isRight() throws IOException {
    Files.createSymbolicLink(outer.resolve("elsewhere"), inside);

    check(inside.toString());
    check(outer.resolve("elsewhere").toString());
  }

  @Test
  void check_nothingSet_isRightWithoutADirectory() {
    DataDirectory.check(new SettingsReader(key -> Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "secret.csv", "data/a.csv", "a\u0000b"})
  void check_anythingElse_isRefusedWithOneSentence(String name) {
    String value = outer + "/" + name;
    IllegalStateException refused = assertThrows(IllegalStateException.class, () -> check(value));
    assertEquals(
        "Configuration tasks.data-dir must be a readable directory, but is \""
            + value.replace('\u0000', '?')
            + "\".",
        refused.getMessage());
  }

  private static void check(String value) {
    DataDirectory.check(
        new SettingsReader(
            key -> key.equals("tasks.data-dir") ? Optional.of(value) : Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.csv", "./a.csv", "sub/deep/b.csv", "sub//deep/./b.csv"})
  void find_fileInside_isItsRealPath(String filePath) throws IOException {
    assertEquals(Optional.of(inside.resolve(filePath).toRealPath()), directory.find(filePath));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "/",
        "/etc/hostname",
        "none.csv",
        "..",
        "../secret.csv",
        "../data/a.csv",
        "sub/../a.csv",
        "sub/deep/../../../secret.csv",
        "../database/c.csv",
        "sub",
        "sub/",
        "a.csv/",
        "a.csv/.",
        "a.csv\u0000",
        "a.csv\n",
        "sub\\deep\\b.csv",
        "..\\secret.csv",
        "C:a.csv",
        "C:/a.csv",
        "c:\\a.csv",
        "\\\\host\\share\\a.csv",
        "file:///etc/hostname",
        "%2e%2e/secret.csv",
        "\uD800.csv"
      })
  void find_anythingElse_isEmpty(String filePath) {
    assertEquals(Optional.empty(), directory.find(filePath));
  }

  @Test
  void find_absolutePathOfAFileInside_isEmpty() {
    assertEquals(Optional.empty(), directory.find(inside.resolve("a.csv").toString()));
  }

  @Test
  void find_overlongOrDeep_isEmpty() {
    assertEquals(Optional.empty(), directory.find("x".repeat(300)));
    assertEquals(Optional.empty(), directory.find("x".repeat(100_000)));
    assertEquals(Optional.empty(), directory.find("./".repeat(2000) + "a.csv"));
  }

  @Test
  void find_linkInside_isItsTarget() throws IOException {
    Files.createSymbolicLink(inside.resolve("link.csv"), inside.resolve("sub/deep/b.csv"));
    Files.createSymbolicLink(inside.resolve("links"), Path.of("sub"));
    Optional<Path> target = Optional.of(inside.resolve("sub/deep/b.csv").toRealPath());
    assertEquals(target, directory.find("link.csv"));
    assertEquals(target, directory.find("links/deep/b.csv"));
  }

  @Test
  void find_linkThatLeadsOutside_isEmpty() throws IOException {
    Files.createSymbolicLink(inside.resolve("link.csv"), outer.resolve("secret.csv"));
    Files.createSymbolicLink(inside.resolve("up"), Path.of(".."));
    Files.createSymbolicLink(inside.resolve("loop"), Path.of("loop"));
    assertEquals(Optional.empty(), directory.find("link.csv"));
    assertEquals(Optional.empty(), directory.find("up/secret.csv"));
    assertEquals(Optional.empty(), directory.find("loop"));
  }

  @Test
  void find_directoryIsALink_isFollowed() throws IOException {
    Files.createSymbolicLink(outer.resolve("elsewhere"), inside);
    assertTrue(new DataDirectory(outer.resolve("elsewhere")).find("a.csv").isPresent());
  }

  @Test
  void find_noDirectory_isEmpty() {
    assertEquals(Optional.empty(), new DataDirectory(outer.resolve("missing")).find("a.csv"));
  }

  @Test
  void findAndOpen_pipe_isRefusedWithoutBlocking() throws Exception {
    Path pipe = inside.resolve("pipe.csv");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertEquals(Optional.empty(), directory.find("pipe.csv"));
    assertThrows(DataFileException.class, () -> directory.open("pipe.csv"));
  }

  @Test
  void open_fileInside_readsIt() throws IOException {
    assertEquals("inside", content("a.csv"));
    assertEquals("deep", content("sub/deep/b.csv"));
  }

  @Test
  void open_fileOutside_isRefusedWithASentenceThatTellsNothing() {
    IOException thrown =
        assertThrows(DataFileException.class, () -> directory.open("../secret.csv"));
    assertEquals(
        "File \"../secret.csv\" is not a readable file inside the data directory.",
        thrown.getMessage());
  }

  /** Whatever is swapped in between the check and the open, nothing from outside is ever read. */
  @Test
  void open_linkSwappedMeanwhile_neverReadsOutside() throws Exception {
    Path good = Files.createDirectories(inside.resolve("good"));
    Files.writeString(good.resolve("secret.csv"), "inside");
    Path link = inside.resolve("flip");
    Files.createSymbolicLink(link, good);
    AtomicBoolean done = new AtomicBoolean();
    Thread swapper = new Thread(() -> swap(link, good, done));
    swapper.start();
    try {
      for (int i = 0; i < 3000; i++) {
        assertEquals("inside", contentOr("flip/secret.csv", "inside"));
      }
    } finally {
      done.set(true);
      swapper.join();
    }
  }

  private void swap(Path link, Path good, AtomicBoolean done) {
    try {
      for (int i = 0; !done.get(); i++) {
        Path next = Files.createSymbolicLink(outer.resolve("next"), i % 2 == 0 ? outer : good);
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String contentOr(String filePath, String ifRefused) throws IOException {
    try {
      return content(filePath);
    } catch (DataFileException refused) {
      return ifRefused;
    }
  }

  private String content(String filePath) throws IOException {
    try (SeekableByteChannel channel = directory.open(filePath)) {
      ByteBuffer bytes = ByteBuffer.allocate(64);
      channel.read(bytes);
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }
  }
}
