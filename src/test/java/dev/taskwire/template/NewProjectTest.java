package dev.taskwire.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command of the documents makes a project that works, or says why it does not. */
class NewProjectTest {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("project_package|project-(?:group|artifact)|version-of-");
  private static final Pattern PLUGIN =
      Pattern.compile("<artifactId>[a-z-]+-plugin</artifactId>\\s+<version>[^<]+</version>");

  @TempDir static Path program;

  @TempDir Path work;

  @BeforeAll
  static void compileTheProgram() {
    compile(List.of(Path.of("src/template/NewProject.java")), program);
  }

  @Test
  void project_withNamesOfItsOwn_hasThemEverywhere() throws Exception {
    Path project = work.resolve("new folder");

    String said = run(0, project.toString(), "com.acme.shop", "price-lists");

    assertTrue(said.contains("com.acme.shop:price-lists is in " + project), said);
    String sources = "src/main/java/com/acme/shop/pricelists/";
    assertEquals(
        List.of(
            ".gitignore",
            ".mvn/wrapper/maven-wrapper.properties",
            "README.md",
            "mvnw",
            "mvnw.cmd",
            "pom.xml",
            "server-config/payara/logging.properties",
            "server-config/payara/preboot.asadmin",
            "server-config/wildfly/taskwire.cli",
            sources + "PrimesResource.java",
            sources + "PrimesTask.java",
            "src/test/java/com/acme/shop/pricelists/PrimesTaskTest.java"),
        files(project));
    for (String file : files(project)) {
      assertFalse(PLACEHOLDER.matcher(Files.readString(project.resolve(file))).find(), file);
    }
    String pom = Files.readString(project.resolve("pom.xml"));
    assertTrue(pom.contains("<groupId>com.acme.shop</groupId>"), pom);
    assertTrue(pom.contains("<artifactId>price-lists</artifactId>"), pom);
    assertTrue(Files.isExecutable(project.resolve("mvnw")));
    assertEquals(List.of(project.getFileName().toString()), names(work));
  }

  @Test
  void project_withDefaultNames_compilesAndPassesItsTest() throws Exception {
    Path project = Files.createDirectory(work.resolve("primes"));

    run(0, project.toString());

    Path classes = Files.createDirectory(work.resolve("classes"));
    compile(
        files(project).stream()
            .filter(file -> file.endsWith(".java"))
            .map(project::resolve)
            .toList(),
        classes);
    assertEquals(2, testsRunOf("org.example.primes.PrimesTaskTest", classes));
  }

  @Test
  void pluginsOfTheProject_everyOne_haveTheVersionsOfOurBuild() throws IOException {
    String ours = Files.readString(Path.of("pom.xml")).replaceAll("\\s+", "");
    List<String> theirs =
        PLUGIN
            .matcher(Files.readString(Path.of("src/template/project/pom.xml")))
            .results()
            .map(plugin -> plugin.group().replaceAll("\\s+", ""))
            .toList();

    assertEquals(4, theirs.size(), theirs::toString);
    assertEquals(List.of(), theirs.stream().filter(plugin -> !ours.contains(plugin)).toList());
  }

  @Test
  void folder_withSomethingInIt_isRefusedAndLeftAlone() throws Exception {
    Path file = Files.writeString(work.resolve("mine.txt"), "mine");

    String said = run(2, work.toString(), "org.example", "primes");

    assertEquals(work + " exists and is no empty folder; nothing was changed.\n", said);
    assertEquals(List.of("mine.txt"), names(work));
    assertEquals("mine", Files.readString(file));
    assertTrue(run(2, file.toString(), "org.example", "primes").contains("no empty folder"));
  }

  @ParameterizedTest
  @CsvSource({
    "org.example, Primes, '\"Primes\" cannot be an artifactId here'",
    "org.example, ../primes, '\"../primes\" cannot be an artifactId here'",
    "org.Example, primes, '\"org.Example\" cannot be a groupId here'",
    "java.util, primes, '\"java.util\" cannot be a groupId here'",
    "org.example, class, '\"org.example.class\" cannot be a package'",
  })
  void names_thatWouldNotBuild_areRefused(String group, String artifact, String why)
      throws Exception {
    String said = run(2, work.resolve("primes").toString(), group, artifact);

    assertTrue(said.startsWith(why), said);
    assertEquals(List.of(), names(work));
  }

  @Test
  void folder_thatCannotBeMade_isSaidSo() throws Exception {
    Path file = Files.writeString(work.resolve("file"), "");

    String said = run(1, file.resolve("primes").toString());

    assertTrue(said.startsWith("The project was not made. "), said);
    assertEquals(List.of("file"), names(work));
  }

  /** What the command said; compiled once, which the documents leave to each start. */
  private static String run(int status, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-classpath", program.toString()));
    command.add("NewProject");
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(status, process.waitFor(), said);
    return said;
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

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
