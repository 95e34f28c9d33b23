package dev.taskwire.cluster;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.loss.Rechecks;
import dev.taskwire.cluster.membership.Membership;
import dev.taskwire.cluster.membership.PromisedCancels;
import dev.taskwire.cluster.protocol.Answer;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.Intent;
import dev.taskwire.cluster.protocol.IntentAnswer;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.lifecycle.Cancellation;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What callers of this server want of any task: recorded at once, then acted upon. Thread-safe. */
final class Intents {
  private static final int MOST_TRIES = 10;

  private final ClusterEngine engine;
  private final Ledger ledger;
  private final Corrections corrections;
  private final Agenda agenda;
  private final RecordedEnds ends;
  private final Membership membership;
  private final PromisedCancels promised;
  private final Rechecks<String> removed;

  Intents(
      ClusterEngine engine,
      Ledger ledger,
      Corrections corrections,
      Agenda agenda,
      RecordedEnds ends,
      Membership membership,
      long leaseNanos) {
    this.engine = engine;
    this.ledger = ledger;
    this.corrections = corrections;
    this.agenda = agenda;
    this.ends = ends;
    this.membership = membership;
    this.promised = new PromisedCancels(membership::succeedingSince, System::nanoTime, leaseNanos);
    this.removed = new Rechecks<>(System::nanoTime, leaseNanos);
  }

  Cancellation cancel(String taskId) {
    Cancellation effect = record(taskId);
    if (effect != Cancellation.TOO_LATE && !ledger.has(taskId)) {
      promised.add(taskId);
    }
    return effect;
  }

  private Cancellation record(String taskId) {
    Recorded own = ledger.get(taskId);
    if (own != null && own.local && !own.created) {
      return unrecorded(own);
    }
    IntentAnswer answer = engine.apply(new Intent.Cancel(taskId, null));
    for (int i = 0; answer.answer() == Answer.BEHIND && i < MOST_TRIES; i++) {
      TaskRecord task = engine.find(taskId);
      if (task == null) {
        return Cancellation.TOO_LATE;
      }
      boolean isPending = task.status() == TaskStatus.PENDING;
      answer = engine.apply(new Intent.Cancel(taskId, isPending ? ends.cancelled(task) : null));
    }
    ring(taskId, answer.toRing());
    return effect(taskId, answer);
  }

  /** The engine has lost what it had. */
  void forgotten() {
    promised.forgotten();
  }

  /** Records again what was lost, or may have been. Called on the heartbeat's thread. */
  void look() {
    promised.look(this::record);
    for (String id : removed.due()) {
      remove(id);
      ringAll(id, List.of());
      removed.done();
    }
  }

  private Cancellation effect(String taskId, IntentAnswer answer) {
    Recorded own = ledger.get(taskId);
    return switch (answer.answer()) {
      case DONE -> {
        boolean hasEnded = answer.status() == TaskStatus.CANCELLED;
        if (own != null && hasEnded) {
          corrections.overrule(own);
        } else if (own != null) {
          own.task.acceptCancel();
          membership.handled(taskId);
        }
        yield hasEnded ? Cancellation.ENDED : Cancellation.REQUESTED;
      }
      case REPEATED -> Cancellation.REPEATED;
      case UNKNOWN -> unrecorded(own);
      default -> Cancellation.TOO_LATE;
    };
  }

  /** It runs here, and the engine does not know of it, or no longer. */
  private static Cancellation unrecorded(@Nullable Recorded own) {
    if (own == null) {
      return Cancellation.TOO_LATE;
    }
    own.task.acceptCancel();
    return Cancellation.REQUESTED;
  }

  /** {@code false}: it has not finished, or is not there. */
  boolean remove(String taskId) {
    IntentAnswer answer = engine.apply(new Intent.Delete(taskId));
    if (answer.answer() == Answer.DONE) {
      removed.add(taskId);
      ringAll(taskId, answer.toRing());
    }
    return answer.answer() == Answer.DONE;
  }

  /**
   * All: one that was declared lost may have it under a name that the engine does not know; and who
   * has it may have come so lately that this server does not know it.
   */
  private void ringAll(String taskId, Collection<String> more) {
    Set<String> all = new HashSet<>(more);
    membership.nodes().entrySet().stream()
        .filter(node -> !node.getValue().lost())
        .map(Map.Entry::getKey)
        .forEach(all::add);
    ring(taskId, all);
    agenda.rung(List.of(taskId));
  }

  private void ring(String taskId, Collection<String> servers) {
    Map<String, List<String>> bells = new HashMap<>();
    servers.forEach(server -> bells.put(server, List.of(taskId)));
    if (!bells.isEmpty()) {
      engine.ring(bells);
    }
  }
}
