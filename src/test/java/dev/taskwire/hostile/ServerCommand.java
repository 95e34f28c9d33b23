package dev.taskwire.hostile;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The command lines that start the servers, as an operator would. */
final class ServerCommand {
  private static final List<String> USERS = List.of("alice", "bob", "operator");

  private ServerCommand() {}

  /** The password of a user of the ready examples. */
  static String password(String user) {
    return "change-me-" + user;
  }

  static boolean isWildFly() {
    return ofThisBuild().equals("wildfly");
  }

  static boolean isPayara() {
    return ofThisBuild().startsWith("payara");
  }

  /** The kind of server that this build tests. */
  static String ofThisBuild() {
    return System.getProperty("arquillian.launch", "payara-micro");
  }

  /** Of server-config. */
  private static String folder(ServerSetup setup) {
    return setup.kind().startsWith("payara-micro") ? "payara" : setup.kind();
  }

  /** The JDK of this test: that of the server, where it needs another one than the build. */
  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static List<String> of(ServerSetup setup, int port, int managementPort)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (setup.descriptors() > 0) {
      String limit = "ulimit -n " + setup.descriptors() + "; exec \"$@\"";
      command.addAll(List.of("bash", "-c", limit, "server"));
    }
    Path war = setup.directory().resolve("ROOT.war");
    Files.copy(setup.war(), war);
    if (setup.hasUsers()) {
      addSignIn(setup, war);
    }
    command.addAll(
        switch (setup.kind()) {
          case "wildfly" -> wildFly(setup, port, managementPort);
          case "openliberty" -> OtherServerCommand.openLiberty(setup, port, war);
          case "glassfish" -> OtherServerCommand.glassFish(setup, port, managementPort, war);
          default -> payara(setup, port, war);
        });
    return command;
  }

  static Map<String, String> environment(ServerSetup setup) throws IOException {
    Map<String, String> environment = new TreeMap<>(ofServer(setup));
    if (setup.clockMoves()) {
      environment.putAll(MovedClock.in(setup.directory()).environment());
    }
    return environment;
  }

  private static Map<String, String> ofServer(ServerSetup setup) {
    return switch (setup.kind()) {
      case "wildfly" -> Map.of("JAVA_OPTS", javaOptions(setup));
      case "openliberty" -> OtherServerCommand.openLibertyEnvironment(setup, javaOptions(setup));
      default -> Map.of();
    };
  }

  private static List<String> payara(ServerSetup setup, int port, Path war) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(java(), "-Xmx" + setup.heap()));
    command.addAll(setup.systemProperties());
    command.addAll(List.of("-jar", payaraJar().toString()));
    command.addAll(List.of("--prebootcommandfile", config("payara/preboot.asadmin")));
    command.addAll(List.of("--logproperties", config("payara/logging.properties")));
    if (setup.hasUsers()) {
      for (String user : USERS) {
        Files.writeString(
            setup.directory().resolve(user + ".password"),
            "AS_ADMIN_USERPASSWORD=" + password(user) + "\n");
      }
      command.addAll(List.of("--postbootcommandfile", config("payara/owner-mode/owner-mode.txt")));
    }
    command.addAll(List.of("--nocluster", "--port", String.valueOf(port)));
    command.addAll(List.of("--deploy", war.toString())); // at /, because of its name
    for (Path archive : setup.beside()) {
      command.addAll(List.of("--deploy", archive.toString()));
    }
    return command;
  }

  private static List<String> wildFly(ServerSetup setup, int port, int managementPort)
      throws IOException, InterruptedException {
    Path home = ServerSetup.property("it.wildfly.home");
    Path base = setup.directory().resolve("standalone");
    Path war = setup.directory().resolve("ROOT.war");
    copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
    Files.createDirectories(base.resolve("deployments"));
    Files.move(war, base.resolve("deployments/ROOT.war"));
    for (Path archive : setup.beside()) {
      Files.move(archive, base.resolve("deployments").resolve(archive.getFileName()));
    }
    if (setup.hasUsers()) {
      addUsers(setup, home, base);
    }
    return List.of(
        home.resolve("bin/standalone.sh").toString(),
        "-Djboss.server.base.dir=" + base,
        "-Djboss.bind.address=127.0.0.1",
        "-Djboss.bind.address.management=127.0.0.1",
        "-Djboss.http.port=" + port,
        "-Djboss.https.port=0",
        "-Djboss.management.http.port=" + managementPort);
  }

  private static String javaOptions(ServerSetup setup) {
    return "-Xmx" + setup.heap() + " " + String.join(" ", setup.systemProperties());
  }

  private static void addUsers(ServerSetup setup, Path home, Path base)
      throws IOException, InterruptedException {
    ProcessBuilder cli =
        new ProcessBuilder(
            home.resolve("bin/jboss-cli.sh").toString(),
            "--file=" + config("wildfly/owner-mode/owner-mode.cli"));
    cli.environment().put("JAVA_OPTS", "-Djboss.server.base.dir=" + base);
    Path log = setup.directory().resolve("cli.log");
    int status = cli.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    if (status != 0) {
      throw new IOException("The users could not be added: " + Files.readString(log));
    }
  }

  private static void addSignIn(ServerSetup setup, Path war) throws IOException {
    Path overlay = Path.of(config(folder(setup) + "/owner-mode/overlay/WEB-INF"));
    try (FileSystem zip = FileSystems.newFileSystem(war);
        Stream<Path> files = Files.list(overlay)) {
      for (Path file : files.toList()) {
        Path target = zip.getPath("WEB-INF", file.getFileName().toString());
        Files.deleteIfExists(target);
        Files.copy(file, target);
      }
    }
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static String config(String file) {
    return ServerSetup.property("it.server.config").resolve(file).toString();
  }

  /** The jar is a test dependency, found where its main class comes from. */
  private static Path payaraJar() {
    try {
      Class<?> main = Class.forName("fish.payara.micro.PayaraMicro", false, loader());
      URI jar = main.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(jar);
    } catch (ReflectiveOperationException | URISyntaxException e) {
      throw new IllegalStateException("payara-micro is not on the class path", e);
    }
  }

  private static ClassLoader loader() {
    return ServerCommand.class.getClassLoader();
  }
}
