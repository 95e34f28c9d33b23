package dev.taskwire.cluster;

import dev.taskwire.TaskRejectedException;
import dev.taskwire.cluster.protocol.Answer;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.CreateAnswer;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.WriteAnswer;
import dev.taskwire.log.LogSlice;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.TaskSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records that this server's tasks are there, and that they begin, on the threads that wait for
 * that; has their ends recorded by the {@link Flusher}. Thread-safe.
 *
 * <p>The engine orders begins against ends and cancels, whoever writes those.
 */
final class Recorder {
  private static final Logger LOG = Logger.getLogger(Recorder.class.getName());
  static final String AWAY =
      "What the servers share cannot be reached, so no task can be started. Try again later.";

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

  private final ClusterEngine engine;
  private final Supplier<@Nullable String> node;
  private final Ledger ledger;
  private final OwnWrites writes;
  private final Corrections corrections;
  private final Flusher flusher;
  private final boolean startsLocally;
  private final Set<String> starting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Creates a recorder that has nothing to record.
   *
   * @param node the id of this server; {@code null} while it has none
   * @param startsLocally whether tasks are taken on while the engine is away
   */
  Recorder(
      ClusterEngine engine,
      Supplier<@Nullable String> node,
      Ledger ledger,
      OwnWrites writes,
      Corrections corrections,
      Flusher flusher,
      boolean startsLocally) {
    this.engine = engine;
    this.node = node;
    this.ledger = ledger;
    this.writes = writes;
    this.corrections = corrections;
    this.flusher = flusher;
    this.startsLocally = startsLocally;
  }

  /** See {@link dev.taskwire.sharing.SharedTasks#accept}. */
  void accept(OwnTask task, @Nullable TaskSpec spec) {
    Recorded recorded = new Recorded(task, spec);
    String self = node.get();
    starting.add(task.id());
    try {
      create(recorded, self);
      ledger.add(recorded);
    } catch (EngineUnavailableException away) {
      if (!startsLocally || spec != null) {
        // with the spec another server may have got it
        flusher.withdraw(task.id());
        throw new TaskRejectedException(AWAY);
      }
      recorded.local = true;
      LOG.log(Level.FINE, "A task is started without being recorded", away);
      ledger.add(recorded);
      corrections.unknown(recorded);
    } finally {
      starting.remove(task.id());
    }
    if (recorded.created && !Objects.equals(self, node.get())) {
      corrections.orphan(recorded); // this server was declared lost meanwhile
    }
  }

  /** Whether a start of this task is being recorded: so it is this server's. */
  boolean isStarting(String taskId) {
    return starting.contains(taskId);
  }

  private void create(Recorded recorded, @Nullable String self) {
    if (self == null) {
      throw new EngineUnavailableException("This server has not joined the others yet.", null);
    }
    CreateAnswer answer = engine.create(writes.create(recorded, self));
    if (answer.answer() == Answer.FENCED) {
      throw new EngineUnavailableException("This server has been declared lost.", null);
    }
    recorded.accepted(answer.acceptedMicros());
    recorded.created = true;
  }

  /** See {@link dev.taskwire.sharing.SharedTasks#begin}. */
  boolean begin(OwnTask task, LogSlice event) {
    Recorded recorded = ledger.get(task);
    while (recorded != null && !recorded.isOver() && !closed) {
      String self = node.get();
      if (self == null ? beginsAlone(recorded) : begins(recorded, event, self)) {
        return true;
      }
      LockSupport.parkNanos(this, PAUSE);
    }
    return false;
  }

  private boolean begins(Recorded recorded, LogSlice event, String self) {
    try {
      if (!recorded.created) {
        corrections.writeAgain(recorded, self);
      }
      if (!recorded.created) {
        return beginsAlone(recorded);
      }
      WriteAnswer answer = engine.write(self, List.of(writes.begin(recorded, event))).get(0);
      if (answer.answer() == Answer.DONE || answer.answer() == Answer.REPEATED) {
        recorded.sent = event.last();
        recorded.begun();
        recorded.heard(answer);
        ring(recorded.id(), answer);
        return true;
      }
      refused(recorded, answer);
    } catch (EngineUnavailableException away) {
      LOG.log(
          Level.FINE, "A task waits to begin until the engine is back, unless it is local", away);
      return beginsAlone(recorded);
    }
    return false;
  }

  /** Whether no other server can have it, so that it begins without its begin being recorded. */
  private static boolean beginsAlone(Recorded recorded) {
    recorded.begunAlone = recorded.local && !recorded.isOver();
    return recorded.begunAlone;
  }

  private void refused(Recorded recorded, WriteAnswer answer) {
    switch (answer.answer()) {
      case ENDED, FENCED -> corrections.overrule(recorded);
      case UNKNOWN -> corrections.unknown(recorded);
      default -> recorded.heard(answer);
    }
  }

  private void ring(String taskId, WriteAnswer answer) {
    Map<String, List<String>> bells = new HashMap<>();
    answer.watchers().keySet().forEach(watcher -> bells.put(watcher, List.of(taskId)));
    if (!bells.isEmpty()) {
      engine.ring(bells);
    }
  }

  /** See {@link dev.taskwire.sharing.SharedTasks#end}. */
  void end(OwnTask task) {
    Recorded recorded = ledger.get(task);
    if (recorded != null) {
      ledger.ends(recorded);
    } else if (task.fence() == 1 && !ledger.has(task.id())) {
      task.recorded(); // it never came so far that others could know of it
    }
  }

  /** The engine has lost what it had. */
  void forgotten() {
    ledger.all().forEach(recorded -> recorded.created = false);
    ledger.lookAtAll();
  }

  /** This server was declared lost: what it has is others' now, and stops. */
  void fenced() {
    ledger.all().stream()
        .filter(recorded -> recorded.created || !recorded.local)
        .forEach(corrections::orphan);
    ledger.wake();
  }

  void close() {
    closed = true;
  }
}
