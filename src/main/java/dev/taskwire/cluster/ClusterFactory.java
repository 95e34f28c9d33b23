package dev.taskwire.cluster;

import dev.taskwire.engine.SharedTasks;
import dev.taskwire.engine.SharedTasksFactory;
import dev.taskwire.settings.SettingsReader;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Makes what servers share that are configured to. Stateless; found by the engine by its name. */
public final class ClusterFactory implements SharedTasksFactory {
  /** Creates the factory. */
  public ClusterFactory() {}

  @Override
  public SharedTasks create(SettingsReader read) {
    ClusterSettings settings = ClusterSettings.from(read, "", hostName());
    return new Cluster(
        settings,
        threads ->
            new LateEngine(() -> Engines.open(settings, threads), System::nanoTime).asEngine());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "server";
    }
  }
}
