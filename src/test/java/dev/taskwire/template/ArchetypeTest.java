package dev.taskwire.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project from the archetype compiles, passes its own test and is built like ours; CI makes one
 * with Maven.
 */
class ArchetypeTest {
  private static final Path RESOURCES = Path.of("src/archetype/archetype-resources");
  private static final Path METADATA =
      Path.of("src/archetype/META-INF/maven/archetype-metadata.xml");
  private static final Pattern PLUGIN =
      Pattern.compile("<artifactId>[a-z-]+-plugin</artifactId>\\s+<version>[^<]+</version>");
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  @TempDir Path work;

  @Test
  void project_always_compilesAndPassesItsTest() throws Exception {
    List<Path> sources = new ArrayList<>();
    for (Path source : files(RESOURCES.resolve("src"))) {
      Path made = work.resolve(source.getFileName().toString());
      Files.writeString(made, Files.readString(source).replace("${package}", "org.example.primes"));
      sources.add(made);
    }
    Path classes = Files.createDirectory(work.resolve("classes"));
    compile(sources, classes);
    assertEquals(2, testsRunOf("org.example.primes.PrimesTaskTest", classes));
  }

  @Test
  void plugins_everyOne_haveTheVersionsOfOurBuild() throws IOException {
    String ours = Files.readString(Path.of("pom.xml")).replaceAll("\\s+", "");
    List<String> theirs =
        PLUGIN
            .matcher(Files.readString(RESOURCES.resolve("pom.xml")))
            .results()
            .map(plugin -> plugin.group().replaceAll("\\s+", ""))
            .toList();

    assertEquals(5, theirs.size(), theirs::toString);
    assertEquals(List.of(), theirs.stream().filter(plugin -> !ours.contains(plugin)).toList());
  }

  /** The versions of dependencies are filled in from our POM, so that they stay one. */
  @Test
  void dependencies_everyOne_haveAVersionOfOurs() throws IOException {
    String pom = Files.readString(RESOURCES.resolve("pom.xml"));
    String dependencies =
        pom.substring(pom.indexOf("<dependencies>"), pom.indexOf("</dependencies>"));
    VERSION
        .matcher(dependencies)
        .results()
        .map(version -> version.group(1))
        .forEach(
            version ->
                assertTrue(
                    version.matches("@[a-z.]+@") || version.equals("${taskwire.version}"),
                    version));
  }

  /** What no file set names would silently be left out of projects. */
  @Test
  void files_everyOne_areInTheMetadata() throws IOException {
    String metadata = Files.readString(METADATA);
    for (Path file : files(RESOURCES)) {
      Path path = RESOURCES.relativize(file);
      String named =
          path.startsWith("src") ? path.getParent().toString() : path.getFileName().toString();
      assertTrue(named.equals("pom.xml") || metadata.contains(">" + named + "<"), named);
    }
  }

  /** A line that begins with two of them would be a comment of the archetype's language. */
  @Test
  void texts_thatAreFiltered_haveNoCommentsOfVelocity() throws IOException {
    for (Path file : files(RESOURCES)) {
      assertTrue(!Files.readString(file).contains("##"), file::toString);
    }
  }

  private static void compile(List<Path> sources, Path classes) {
    List<String> arguments = new ArrayList<>(List.of("-Xlint:all", "-Werror", "-proc:none"));
    arguments.addAll(List.of("-parameters", "-d", classes.toString()));
    arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    sources.forEach(source -> arguments.add(source.toString()));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, status, "the compiler's complaints are on standard error");
  }

  /** Runs every test method of the class on an instance of its own, as JUnit does. */
  private static int testsRunOf(String name, Path classes) throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Class<?> type = loader.loadClass(name);
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      int run = 0;
      for (Method method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Test.class)) {
          method.setAccessible(true);
          method.invoke(constructor.newInstance());
          run++;
        }
      }
      return run;
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
