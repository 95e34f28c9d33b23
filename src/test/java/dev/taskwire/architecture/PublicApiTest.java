package dev.taskwire.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.BaseTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who compiled against the API as it was compiles against it as it is.
 *
 * <p>What it was stands in {@code public-api.txt}, written anew at each release by {@code ./mvnw
 * test -Dtest=PublicApiTest -Dapi.write=true -DskipChecks}; breaks that are meant stand in {@code
 * public-api-breaks.txt}, each a line of a failure of this test.
 */
class PublicApiTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/taskwire/architecture");
  private static final Path WAS = FOLDER.resolve("public-api.txt");
  private static final Path ALLOWED = FOLDER.resolve("public-api-breaks.txt");

  @Test
  void api_sinceTheLastRelease_isNotBroken() throws IOException {
    Set<String> is = PublicApi.of(BaseTask.class, "dev.taskwire", "dev.taskwire.testing");
    if (Boolean.getBoolean("api.write")) {
      Files.write(WAS, is);
      Files.write(ALLOWED, List.of());
    }
    Set<String> breaks = breaks(new TreeSet<>(Files.readAllLines(WAS)), is);
    Files.readAllLines(ALLOWED).forEach(breaks::remove);

    assertEquals("", String.join("\n", breaks), "put into public-api-breaks.txt what is meant");
  }

  @Test
  void breaks_memberGoneOrAnother_areTold() {
    Set<String> was = PublicApi.linesOf(Before.class);
    String name = getClass().getName();
    assertEquals(Set.of(), breaks(was, was));

    Set<String> now = new TreeSet<>();
    PublicApi.linesOf(After.class).forEach(line -> now.add(line.replace("$After", "$Before")));
    assertEquals(
        Set.of(
            "- must public abstract java.lang.String " + name + "$Before.gone()",
            "- must public abstract int " + name + "$Before.other()",
            "+ must public abstract long " + name + "$Before.other()",
            "+ must public abstract void " + name + "$Before.added()"),
        breaks(was, now));
  }

  @Test
  void breaks_whatNobodyHasToHave_areNone() {
    Set<String> was = PublicApi.linesOf(Before.class);
    Set<String> now = new TreeSet<>(was);
    now.add("call public default void " + getClass().getName() + "$Before.more()");
    now.add("must public abstract void a.NewType.whatItMust()");
    now.add("type public interface a.NewType < - []");
    assertEquals(Set.of(), breaks(was, now));
  }

  /** An interface as it was. */
  public interface Before {
    /** Will be gone. */
    String gone();

    /** Will have another type. */
    int other();
  }

  /** The interface as it is. */
  public interface After {
    /** Had another type. */
    long other();

    /** Was not there. */
    void added();

    /** Was not there, and nobody has to have it. */
    default void more() {}
  }

  /** What is gone, and what implementations that were there now lack. */
  private static Set<String> breaks(Set<String> was, Set<String> is) {
    Set<String> breaks = new TreeSet<>();
    was.stream().filter(line -> !is.contains(line)).forEach(line -> breaks.add("- " + line));
    is.stream()
        .filter(line -> line.startsWith("must ") && !was.contains(line))
        .filter(line -> ownersOf(was).anyMatch(owner -> line.contains(" " + owner + ".")))
        .forEach(line -> breaks.add("+ " + line));
    return breaks;
  }

  /** The types that were there. */
  private static Stream<String> ownersOf(Set<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("type "))
        .map(line -> line.replaceAll("[<].*", "").strip())
        .map(line -> line.substring(line.lastIndexOf(' ') + 1));
  }
}
