package dev.taskwire.docs;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What the documents show is what is compiled and run, what they link to is there. */
class DocumentsTest {
  private static final Path DOCUMENTS = Path.of("src/docs");
  private static final Path SNIPPETS = Path.of("src/test/java/dev/taskwire/docs");
  private static final Path SOURCES = Path.of("src/main/java");

  /** A block of Java, with the comment that says where it is from. */
  private static final Pattern JAVA =
      Pattern.compile("(?s)(?:<!-- (\\w+\\.java)#(\\w+) -->\n)?```java\n(.*?)```\n");

  private static final Pattern LINK =
      Pattern.compile("(?<!!)\\[[^\\]]*\\]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");
  private static final Pattern KEY = Pattern.compile("\"(tasks\\.[a-z.-]+)\"");

  @Test
  void javaInDocuments_always_isARegionOfTheSnippets() {
    List<Executable> checks = new ArrayList<>();
    for (Path document : documents()) {
      for (MatchResult block : JAVA.matcher(read(document)).results().toList()) {
        checks.add(() -> assertIsRegion(document, block));
      }
    }
    assertFalse(checks.isEmpty(), "no document shows any code");
    assertAll(checks);
  }

  @Test
  void linksInDocuments_toFiles_leadSomewhere() {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      for (MatchResult link : LINK.matcher(read(document)).results().toList()) {
        if (!Files.exists(document.toAbsolutePath().resolveSibling(link.group(1)))) {
          broken.add(document + ": " + link.group(1));
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  @Test
  void configurationKeys_ofTheSources_areInTheReadme() {
    String readme = read(Path.of("README.md"));
    TreeSet<String> missing = new TreeSet<>();
    for (Path source : files(SOURCES, ".java")) {
      Matcher key = KEY.matcher(read(source));
      while (key.find()) {
        if (!readme.contains("\n| `" + key.group(1) + "` |")) {
          missing.add(key.group(1));
        }
      }
    }
    assertEquals(new TreeSet<>(), missing);
  }

  private static void assertIsRegion(Path document, MatchResult block) {
    assertTrue(block.group(1) != null, () -> document + " shows untested code: " + block.group(3));
    String region = region(SNIPPETS.resolve(block.group(1)), block.group(2));
    assertEquals(region, block.group(3), () -> document + " differs from " + block.group(1));
  }

  private static String region(Path source, String name) {
    Matcher region =
        Pattern.compile("(?s)// region " + name + "\n(.*?)\n *// endregion").matcher(read(source));
    assertTrue(region.find(), () -> source + " has no region " + name);
    // an empty last line would count as one without indentation
    return region.group(1).stripTrailing().stripIndent().strip() + "\n";
  }

  private static List<Path> documents() {
    List<Path> documents = new ArrayList<>(files(DOCUMENTS, ".md"));
    documents.add(Path.of("README.md"));
    return documents;
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
