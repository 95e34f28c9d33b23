package dev.taskwire.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The command lines that start the servers that are not tested in CI: Open Liberty, GlassFish. */
final class OtherServerCommand {
  private OtherServerCommand() {}

  static List<String> openLiberty(ServerSetup setup, int port, Path war) throws IOException {
    Path server = setup.directory().resolve("usr/servers/taskwire");
    Files.createDirectories(server.resolve("dropins"));
    Files.copy(config("openliberty/server.xml"), server.resolve("server.xml"));
    Files.writeString(server.resolve("bootstrap.properties"), "taskwire.port=" + port + "\n");
    Files.move(war, server.resolve("dropins/ROOT.war"));
    Path home = ServerSetup.property("it.openliberty.home");
    return List.of(home.resolve("bin/server").toString(), "run", "taskwire");
  }

  static Map<String, String> openLibertyEnvironment(ServerSetup setup, String javaOptions) {
    String user = setup.directory().resolve("usr").toString();
    return Map.of("WLP_USER_DIR", user, "JVM_ARGS", javaOptions);
  }

  /** With a copy of the domain that the build has made. */
  static List<String> glassFish(ServerSetup setup, int port, int managementPort, Path war)
      throws IOException {
    Path home = ServerSetup.property("it.glassfish.home");
    Path domain = setup.directory().resolve("domains/taskwire");
    ServerCommand.copy(home.resolve("glassfish/domains/taskwire"), domain);
    Files.createDirectories(domain.resolve("autodeploy"));
    Files.move(war, domain.resolve("autodeploy/ROOT.war"));
    Path file = domain.resolve("config/domain.xml");
    String xml = Files.readString(file);
    xml = withPort(xml, "http-listener-1", port);
    xml = withPort(xml, "admin-listener", managementPort);
    String options =
        setup.systemProperties().stream()
            .map(option -> "<jvm-options>" + option + "</jvm-options>\n")
            .collect(Collectors.joining());
    xml = xml.replace("</java-config>", options + "</java-config>");
    Files.writeString(file, xml.replaceAll("-Xmx\\w+", "-Xmx" + setup.heap()));
    return List.of(
        home.resolve("bin/asadmin").toString(),
        "start-domain",
        "--verbose",
        "--domaindir",
        domain.getParent().toString(),
        "taskwire");
  }

  private static String withPort(String xml, String listener, int port) {
    return xml.replaceAll(
        "(<network-listener [^>]*)port=\"\\d+\"([^>]*name=\"" + listener + "\")",
        "$1port=\"" + port + "\"$2");
  }

  private static Path config(String file) {
    return ServerSetup.property("it.server.config").resolve(file);
  }
}
