package dev.taskwire.cluster;

import dev.taskwire.cluster.membership.KeptEnds;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.NewTask;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.ServerTasks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes again all that this server holds when the engine has lost what it had. Confined to the
 * heartbeat's thread, which it leaves in time for the next one: it goes on after that.
 */
final class Recovery {
  private static final int MOST_TASKS = 256;
  private static final int MOST_BYTES = 1024 * 1024;
  private static final int LOOKS_OF_A_LEASE = 8;

  private final ClusterEngine engine;
  private final ServerTasks tasks;
  private final OwnWrites writes;
  private final KeptEnds kept;
  private final Intents intents;
  private final Recorder recorder;
  private final LongSupplier nanos;
  private final long longestStepNanos;
  private final Deque<Supplier<@Nullable NewTask>> left = new ArrayDeque<>();
  private @Nullable String writer;
  private boolean due;

  Recovery(
      ClusterEngine engine,
      ServerTasks tasks,
      OwnWrites writes,
      KeptEnds kept,
      Intents intents,
      Recorder recorder,
      LongSupplier nanos,
      long leaseNanos) {
    this.engine = engine;
    this.tasks = tasks;
    this.writes = writes;
    this.kept = kept;
    this.intents = intents;
    this.recorder = recorder;
    this.nanos = nanos;
    this.longestStepNanos = leaseNanos / LOOKS_OF_A_LEASE;
  }

  /** The engine has lost what it had. */
  void engineForgot() {
    due = true;
  }

  /** Writes again what is due, or a part of it. */
  void step(String self) {
    // what is written under a name that was declared lost does not count
    if (due || !left.isEmpty() && !self.equals(writer)) {
      begin(self);
    }
    long until = nanos.getAsLong() + longestStepNanos;
    while (!left.isEmpty() && nanos.getAsLong() - until < 0) {
      writeSome();
    }
  }

  private void begin(String self) {
    recorder.forgotten(); // the flusher writes what has not ended
    intents.forgotten();
    left.clear();
    for (OwnTask task : tasks.finished()) {
      left.add(() -> tasks.find(task.id()) == null ? null : writes.again(task, self));
    }
    kept.again(self).forEach(ended -> left.add(() -> ended));
    writer = self;
    due = false;
  }

  /** They stay due if the engine does not answer. */
  private void writeSome() {
    List<NewTask> batch = new ArrayList<>();
    int looked = 0;
    int bytes = 0;
    for (Supplier<@Nullable NewTask> next : left) {
      if (looked == MOST_TASKS || bytes >= MOST_BYTES) {
        break;
      }
      looked++;
      NewTask ended = next.get();
      if (ended != null) {
        batch.add(ended);
        bytes += OwnWrites.size(ended);
      }
    }
    engine.restore(batch);
    for (int i = 0; i < looked; i++) {
      left.remove();
    }
  }
}
