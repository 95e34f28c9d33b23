package dev.taskwire.cluster;

import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.settings.SettingsReader;
import dev.taskwire.sharing.SharedTasks;
import dev.taskwire.sharing.SharedTasksFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;

/** Makes what servers share that are configured to. Stateless; found by the engine by its name. */
public final class ClusterFactory implements SharedTasksFactory {
  /** Creates the factory. */
  public ClusterFactory() {}

  @Override
  public SharedTasks create(SettingsReader read, CompletionStage<String> contextPath) {
    ClusterSettings settings = ClusterSettings.from(read, hostName());
    CompletableFuture<ClusterSettings> named =
        settings.name().isEmpty()
            ? contextPath.thenApply(settings::namedAfter).toCompletableFuture()
            : CompletableFuture.completedFuture(settings);
    Tally tally = new Tally();
    return new Cluster(
        settings,
        threads ->
            new LateEngine(() -> open(named, threads), System::nanoTime, tally.engineErrors)
                .asEngine(),
        named,
        tally);
  }

  private static ClusterEngine open(
      CompletableFuture<ClusterSettings> named, ThreadFactory threads) {
    ClusterSettings settings = named.getNow(null);
    if (settings == null) {
      throw new EngineUnavailableException("The server is still starting.", null);
    }
    return Engines.open(settings, threads);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "server";
    }
  }
}
