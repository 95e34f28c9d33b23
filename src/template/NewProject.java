import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * Makes a WAR project with a task, an endpoint and a test in it, built on Taskwire's classes jar.
 *
 * <p>{@code java src/template/NewProject.java DIR [groupId [artifactId]]}, in Taskwire's folder. It
 * makes all of the project or nothing: what is refused is refused before anything is written.
 */
public final class NewProject {
  private static final String USAGE =
      "Usage: java src/template/NewProject.java DIR [groupId [artifactId]]";
  private static final Path TEMPLATE = Path.of("src/template/project");

  /** What the project has as Taskwire has it. */
  private static final List<Path> COPIED =
      List.of(
          Path.of("mvnw"),
          Path.of("mvnw.cmd"),
          Path.of(".mvn/wrapper/maven-wrapper.properties"),
          Path.of("server-config/payara/preboot.asadmin"),
          Path.of("server-config/payara/logging.properties"),
          Path.of("server-config/wildfly/taskwire.cli"));

  private static final Pattern ARTIFACT = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern GROUP =
      Pattern.compile("(?!javax?(\\.|$))[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");

  private final Path directory;
  private final String group;
  private final String artifact;

  private NewProject(Path directory, String group, String artifact) {
    this.directory = directory;
    this.group = group;
    this.artifact = artifact;
  }

  /** Makes the project in the folder that the first argument names. */
  public static void main(String[] arguments) {
    try {
      NewProject project = of(arguments);
      project.make();
      System.out.println(project.nextSteps());
    } catch (IllegalArgumentException refused) {
      System.err.println(refused.getMessage());
      System.exit(2);
    } catch (IOException | UncheckedIOException failed) {
      System.err.println(
          "The project was not made. This cannot be read or written: " + failed.getMessage());
      System.exit(1);
    }
  }

  private static NewProject of(String[] arguments) {
    if (arguments.length < 1 || arguments.length > 3) {
      throw new IllegalArgumentException(USAGE);
    }
    require(Files.isDirectory(TEMPLATE), "Run this in Taskwire's own folder. " + USAGE);
    Path directory = Path.of(arguments[0]).toAbsolutePath().normalize();
    String group = arguments.length > 1 ? arguments[1] : "org.example";
    String artifact = arguments.length > 2 ? arguments[2] : String.valueOf(directory.getFileName());
    require(
        ARTIFACT.matcher(artifact).matches(),
        "\"%s\" cannot be an artifactId here: use lower-case letters, digits and single hyphens,"
            + " beginning with a letter. %s",
        artifact,
        USAGE);
    require(
        GROUP.matcher(group).matches(),
        "\"%s\" cannot be a groupId here: use lower-case words with dots between them, like"
            + " org.example. %s",
        group,
        USAGE);
    NewProject project = new NewProject(directory, group, artifact);
    require(
        SourceVersion.isName(project.packageName()),
        "\"%s\" cannot be a package: one of its words belongs to Java. %s",
        project.packageName(),
        USAGE);
    return project;
  }

  private static void require(boolean condition, String sentence, Object... values) {
    if (!condition) {
      throw new IllegalArgumentException(sentence.formatted(values));
    }
  }

  private void make() throws IOException {
    require(isFree(directory), "%s exists and is no empty folder; nothing was changed.", directory);
    Map<Path, String> texts = texts();
    Path parent = directory.getParent();
    Files.createDirectories(parent);
    Path draft = Files.createDirectory(parent.resolve(".new-project-" + UUID.randomUUID()));
    try {
      for (Map.Entry<Path, String> text : texts.entrySet()) {
        Path file = draft.resolve(text.getKey());
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.getValue());
      }
      for (Path copied : COPIED) {
        Path file = draft.resolve(copied);
        Files.createDirectories(file.getParent());
        Files.copy(copied, file, StandardCopyOption.COPY_ATTRIBUTES);
      }
      Files.move(draft, directory, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      delete(draft);
    }
  }

  private static boolean isFree(Path directory) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return !Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  /** Each file of the template, by its path in the project. */
  private Map<Path, String> texts() throws IOException {
    Map<String, String> words = words();
    Map<Path, String> texts = new LinkedHashMap<>();
    for (Path file : filesOf(TEMPLATE)) {
      String path =
          TEMPLATE
              .relativize(file)
              .toString()
              .replace("project_package", packageName().replace('.', '/'));
      String text = Files.readString(file);
      for (Map.Entry<String, String> word : words.entrySet()) {
        text = text.replace(word.getKey(), word.getValue());
      }
      texts.put(Path.of(path), text);
    }
    return texts;
  }

  /**
   * What stands in the template for what it becomes; versions are those of Taskwire's own build.
   */
  private Map<String, String> words() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    return Map.of(
        "project_package", packageName(),
        "project-group", group,
        "project-artifact", artifact,
        "version-of-taskwire", elementOf(pom, "version"),
        "version-of-jakartaee", elementOf(pom, "jakartaee.version"),
        "version-of-junit", elementOf(pom, "junit.version"),
        "version-of-payara", elementOf(pom, "payara.version"));
  }

  private static String elementOf(String pom, String name) throws IOException {
    Matcher element = Pattern.compile("<" + name + ">([^<]+)</" + name + ">").matcher(pom);
    if (!element.find()) {
      throw new IOException("Taskwire's pom.xml has no " + name + ".");
    }
    return element.group(1);
  }

  private String packageName() {
    return group + "." + artifact.replace("-", "");
  }

  private String nextSteps() {
    return """
    %s:%s is in %s. Next:
      ./mvnw -q -Prun package install:install   here, once, so that Maven finds Taskwire
      cd %s
      ./mvnw verify   builds and tests it
      ./mvnw -Prun    runs it at http://localhost:8080/; its README.md says what to try\
    """
        .formatted(group, artifact, directory, directory);
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
