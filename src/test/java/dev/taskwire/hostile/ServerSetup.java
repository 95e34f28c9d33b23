package dev.taskwire.hostile;

import dev.taskwire.it.Deployments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * How a server of a test's own is started.
 *
 * @param kind which server, as {@code arquillian.launch} names it
 * @param directory where it works and leaves its files; only its own
 * @param war what it deploys
 * @param heap the limit of its heap, as {@code -Xmx} takes it
 * @param descriptors how many files and sockets it may open; 0 for as many as the test may
 * @param hasUsers whether callers sign in, with the ready example of server-config
 * @param clockMoves whether its wall clock goes by {@link MovedClock}
 * @param properties system properties
 * @param beside more archives that it deploys, each with its own context root
 */
record ServerSetup(
    String kind,
    Path directory,
    Path war,
    String heap,
    int descriptors,
    boolean hasUsers,
    boolean clockMoves,
    Map<String, String> properties,
    List<Path> beside) {

  static ServerSetup named(String name) throws IOException {
    Path work = property("it.work").resolve("hostile");
    Files.createDirectories(work);
    Path directory = Files.createTempDirectory(work, name + "-");
    Files.createDirectories(directory.resolve("data"));
    Files.createDirectories(directory.resolve("tmp"));
    return new ServerSetup(
            ServerCommand.ofThisBuild(),
            directory,
            property("it.war"),
            "512m",
            0,
            false,
            false,
            Map.of(),
            List.of())
        .with("tasks.demo-enabled", "true")
        .with("tasks.data-dir", directory.resolve("data").toString())
        .with("java.io.tmpdir", directory.resolve("tmp").toString())
        .with("java.net.preferIPv4Stack", "true")
        .with("taskwire.bind-address", "127.0.0.1");
  }

  ServerSetup with(String property, String value) {
    Map<String, String> more = new TreeMap<>(properties);
    more.put(property, value);
    return new ServerSetup(
        kind, directory, war, heap, descriptors, hasUsers, clockMoves, more, beside);
  }

  /** The WAR with the tasks of this class's package in it. */
  ServerSetup withTasksBeside(Class<?> task) {
    Path other = directory.resolve("tasks.war");
    Deployments.taskwire(Map.of())
        .addPackage(task.getPackage())
        .as(ZipExporter.class)
        .exportTo(other.toFile());
    return new ServerSetup(
        kind, directory, other, heap, descriptors, hasUsers, clockMoves, properties, beside);
  }

  /** The same on another kind of server. */
  ServerSetup ofKind(String other) {
    return new ServerSetup(
        other, directory, war, heap, descriptors, hasUsers, clockMoves, properties, beside);
  }

  /** The same with another WAR. */
  ServerSetup withWar(Path other) {
    return new ServerSetup(
        kind, directory, other, heap, descriptors, hasUsers, clockMoves, properties, beside);
  }

  /** With this archive beside the WAR. */
  ServerSetup withBeside(Archive<?> archive) {
    Path file = directory.resolve(archive.getName());
    archive.as(ZipExporter.class).exportTo(file.toFile());
    List<Path> more = new ArrayList<>(beside);
    more.add(file);
    return new ServerSetup(
        kind, directory, war, heap, descriptors, hasUsers, clockMoves, properties, more);
  }

  ServerSetup withHeap(String other) {
    return new ServerSetup(
        kind, directory, war, other, descriptors, hasUsers, clockMoves, properties, beside);
  }

  ServerSetup withDescriptors(int most) {
    return new ServerSetup(
        kind, directory, war, heap, most, hasUsers, clockMoves, properties, beside);
  }

  ServerSetup withUsers() {
    return new ServerSetup(
            kind, directory, war, heap, descriptors, true, clockMoves, properties, beside)
        .with("tasks.access", "owner");
  }

  ServerSetup withClockThatMoves() {
    return new ServerSetup(
        kind, directory, war, heap, descriptors, hasUsers, true, properties, beside);
  }

  /** The files that tasks may read. */
  Path data() {
    return directory.resolve("data");
  }

  List<String> systemProperties() {
    List<String> options = new ArrayList<>();
    properties.forEach((key, value) -> options.add("-D" + key + "=" + value));
    return options;
  }

  /** A path that the build names in a system property. */
  static Path property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(
          "The system property " + name + " is not set: run this through Maven's verify");
    }
    return Path.of(value);
  }
}
