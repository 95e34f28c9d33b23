package dev.taskwire.cluster;

import dev.taskwire.cluster.loss.Rechecks;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.TaskCursor;
import dev.taskwire.cluster.protocol.TaskNews;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.ServerTasks;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends that were recorded a lease ago, which are looked at once more: were one lost in a failover,
 * the task would be running for ever. {@link #add} may be called on any thread, everything else on
 * the heartbeat's.
 */
final class RecentEnds {
  private static final long NO_EVENTS = Long.MAX_VALUE / 2;

  /** It is done on the heartbeat's thread: the rest waits for the next one. */
  private static final int PARTS_OF_A_LEASE = 8;

  private final ClusterEngine engine;
  private final ServerTasks tasks;
  private final OwnWrites writes;
  private final LongSupplier nanos;
  private final long leaseNanos;
  private final Rechecks<String> recent;

  RecentEnds(
      ClusterEngine engine,
      ServerTasks tasks,
      OwnWrites writes,
      LongSupplier nanos,
      long leaseNanos) {
    this.engine = engine;
    this.tasks = tasks;
    this.writes = writes;
    this.nanos = nanos;
    this.leaseNanos = leaseNanos;
    this.recent = new Rechecks<>(nanos, leaseNanos);
  }

  /** An end was recorded. */
  void add(String taskId) {
    recent.add(taskId);
  }

  /** Looks at those that are due, and writes again what is lost. */
  void look(String self) {
    long started = nanos.getAsLong();
    List<String> batch = recent.due();
    while (!batch.isEmpty() && nanos.getAsLong() - started < leaseNanos / PARTS_OF_A_LEASE) {
      Map<String, TaskNews> news =
          engine.read(batch.stream().map(id -> new TaskCursor(id, NO_EVENTS)).toList());
      for (String id : batch) {
        look(id, news.get(id), self);
        recent.done();
      }
      batch = recent.due();
    }
  }

  private void look(String taskId, @Nullable TaskNews there, String self) {
    OwnTask task = tasks.find(taskId);
    if (task == null || !task.status().isTerminal()) {
      return; // it was removed here, or runs again: what was lost was more than its end
    }
    if (there == null) {
      engine.create(writes.again(task, self));
    } else if (!there.task().status().isTerminal()) {
      engine.write(self, List.of(writes.endAgain(task)));
    }
  }
}
