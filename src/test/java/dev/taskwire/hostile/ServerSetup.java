package dev.taskwire.hostile;

import dev.taskwire.it.Deployments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * How a server of a test's own is started.
 *
 * @param directory where it works and leaves its files; only its own
 * @param war what it deploys
 * @param heap the limit of its heap, as {@code -Xmx} takes it
 * @param descriptors how many files and sockets it may open; 0 for as many as the test may
 * @param hasUsers whether callers sign in, with the ready example of server-config
 * @param properties system properties
 */
record ServerSetup(
    Path directory,
    Path war,
    String heap,
    int descriptors,
    boolean hasUsers,
    Map<String, String> properties) {

  static ServerSetup named(String name) throws IOException {
    Path work = property("it.work").resolve("hostile");
    Files.createDirectories(work);
    Path directory = Files.createTempDirectory(work, name + "-");
    Files.createDirectories(directory.resolve("data"));
    Files.createDirectories(directory.resolve("tmp"));
    return new ServerSetup(directory, property("it.war"), "512m", 0, false, Map.of())
        .with("tasks.demo-enabled", "true")
        .with("tasks.data-dir", directory.resolve("data").toString())
        .with("java.io.tmpdir", directory.resolve("tmp").toString())
        .with("java.net.preferIPv4Stack", "true")
        .with("taskwire.bind-address", "127.0.0.1");
  }

  ServerSetup with(String property, String value) {
    Map<String, String> more = new TreeMap<>(properties);
    more.put(property, value);
    return new ServerSetup(directory, war, heap, descriptors, hasUsers, more);
  }

  /** The WAR with the tasks of this class's package in it. */
  ServerSetup withTasksBeside(Class<?> task) {
    Path other = directory.resolve("tasks.war");
    Deployments.taskwire(Map.of())
        .addPackage(task.getPackage())
        .as(ZipExporter.class)
        .exportTo(other.toFile());
    return new ServerSetup(directory, other, heap, descriptors, hasUsers, properties);
  }

  ServerSetup withHeap(String other) {
    return new ServerSetup(directory, war, other, descriptors, hasUsers, properties);
  }

  ServerSetup withDescriptors(int most) {
    return new ServerSetup(directory, war, heap, most, hasUsers, properties);
  }

  ServerSetup withUsers() {
    return new ServerSetup(directory, war, heap, descriptors, true, properties)
        .with("tasks.access", "owner");
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
