package dev.taskwire.it;

import dev.taskwire.it.consumer.ShopResource;
import dev.taskwire.it.tasks.SignalResource;
import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The archives that integration tests deploy, each with the configuration that its test needs. */
public final class Deployments {
  private Deployments() {}

  /**
   * The WAR as it was built, at {@code /}, plus {@code config}.
   *
   * @param config MicroProfile Config keys and values; they win over the defaults and the
   *     environment
   */
  public static WebArchive taskwire(Map<String, String> config) {
    return configured(
        ShrinkWrap.createFromZipFile(WebArchive.class, file("it.war")), new TreeMap<>(config));
  }

  /**
   * The WAR as it was built, at {@code /}, plus {@code config}, the demo, and tasks that do what
   * they are told.
   *
   * @param config MicroProfile Config keys and values; they win over the defaults and the
   *     environment
   */
  public static WebArchive taskwireWithTestTasks(Map<String, String> config) {
    Map<String, String> all = new TreeMap<>(config);
    all.putIfAbsent("tasks.demo-enabled", "true");
    return taskwire(all).addPackage(SignalResource.class.getPackage());
  }

  /**
   * The shop, an application of somebody else at {@code /shop}: its own classes, and Taskwire's
   * classes jar without the jars that Taskwire's WAR carries.
   *
   * @param config MicroProfile Config keys and values; they win over the defaults and the
   *     environment
   */
  public static WebArchive consumer(Map<String, String> config) {
    return configured(
        ShrinkWrap.create(WebArchive.class, "shop.war")
            .addPackage(ShopResource.class.getPackage())
            .addAsLibraries(file("it.classes.jar")),
        new TreeMap<>(config));
  }

  private static WebArchive configured(WebArchive war, Map<String, String> config) {
    config.put("config_ordinal", "1000");
    String lines =
        config.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\") + "\n")
            .collect(Collectors.joining());
    return war.addAsResource(new StringAsset(lines), "META-INF/microprofile-config.properties");
  }

  /** A file that the build names in a system property. */
  static File file(String property) {
    String path = System.getProperty(property);
    if (path == null) {
      throw new IllegalStateException(
          "The system property " + property + " is not set: run this through Maven's verify");
    }
    return new File(path);
  }
}
