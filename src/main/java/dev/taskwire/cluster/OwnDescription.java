package dev.taskwire.cluster;

import dev.taskwire.cluster.protocol.NodeDescription;
import dev.taskwire.sharing.EngineLoad;
import dev.taskwire.sharing.ServerTasks;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What this server tells the others about itself, as of now. Thread-safe. */
record OwnDescription(String name, ServerTasks tasks, BooleanSupplier watchesAll)
    implements Supplier<NodeDescription> {
  @Override
  public NodeDescription get() {
    EngineLoad load = tasks.load();
    return new NodeDescription(
        name,
        tasks.isClosed(),
        load.running(),
        load.pending(),
        tasks.freeWorkers(),
        watchesAll.getAsBoolean(),
        tasks.typeNames());
  }
}
