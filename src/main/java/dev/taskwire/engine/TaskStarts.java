package dev.taskwire.engine;

import dev.taskwire.BaseTask;
import dev.taskwire.TaskRejectedException;
import dev.taskwire.TaskStartResponse;
import dev.taskwire.TaskStatus;
import dev.taskwire.json.InvalidJsonException;
import dev.taskwire.sharing.ClaimedTask;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.ServerTasks;
import dev.taskwire.sharing.SharedTasks;
import dev.taskwire.sharing.TaskSpec;
import dev.taskwire.stream.TaskFeed;
import dev.taskwire.type.RegisteredType;
import dev.taskwire.type.TaskInstances;
import dev.taskwire.type.TaskKind;
import dev.taskwire.type.TaskKinds;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes tasks on: those that are started here, which run here or wait for any server, and those
 * that have waited and come to this one. Thread-safe.
 */
final class TaskStarts {
  /*
   * A task that any server can run begins here if a worker is free here; that costs no more than one that only this server can run. If
   * none is, it waits in what the servers share, and is no task of this server until it is claimed.
   */
  private static final Logger LOG = Logger.getLogger(TaskStarts.class.getName());

  private final EngineParts parts;
  private final int mostWaiting;
  private final TaskKinds kinds = new TaskKinds();
  private final TaskListener listener;
  private final ExecutionFactory executions;
  private final TaskStore store;
  private final TaskFeed feed;
  private final StreamAddresses addresses;
  private final TaskLifecycle lifecycle;
  private final SharedTasks shared;

  TaskStarts(
      EngineParts parts,
      int mostWaiting,
      TaskListener listener,
      ExecutionFactory executions,
      TaskStore store,
      TaskFeed feed,
      StreamAddresses addresses,
      TaskLifecycle lifecycle) {
    this.parts = parts;
    this.mostWaiting = mostWaiting;
    this.listener = listener;
    this.executions = executions;
    this.store = store;
    this.feed = feed;
    this.addresses = addresses;
    this.lifecycle = lifecycle;
    this.shared = parts.shared();
  }

  /** Queues a run of an instance, which only this server has. */
  TaskStartResponse instance(BaseTask<?, ?> task, @Nullable Object params) {
    TaskKind kind = kinds.get(task.getClass());
    check(kind, params);
    return start(kind, new Work(task, params, () -> {}), null);
  }

  /** Queues a run of a fresh instance. */
  TaskStartResponse ofClass(Class<? extends BaseTask<?, ?>> taskClass, @Nullable Object params) {
    TaskKind kind = kinds.get(taskClass);
    check(kind, params);
    RegisteredType type = shared.isAlone() ? null : parts.types().get().of(taskClass);
    TaskSpec spec = type == null ? null : Specs.of(type, params);
    TaskInstances.Created<? extends BaseTask<?, ?>> created = parts.instances().create(taskClass);
    return start(kind, new Work(created.task(), params, created.disposal()), spec);
  }

  private void check(TaskKind kind, @Nullable Object params) {
    if (params == null && kind.needsParams()) {
      throw new ConstraintViolationException(
          "The parameters of the task \"" + kind.name() + "\" are missing.", Set.of());
    }
    parts.paramsCheck().accept(params);
  }

  private TaskStartResponse start(TaskKind kind, Work work, @Nullable TaskSpec spec) {
    boolean waitsForAny = false;
    try {
      if (parts.heap().isShort()) {
        throw new TaskRejectedException("The server is short of memory. Try again later.");
      }
      if (listener.isBehind()) {
        throw new TaskRejectedException("An observer of tasks is too far behind. Try again later.");
      }
      if (spec != null && shared.distributes()) {
        lifecycle.workers().refuseIfClosed();
        waitsForAny = !lifecycle.workers().reserveWorker();
      } else {
        lifecycle.workers().reserve();
      }
    } catch (TaskRejectedException rejected) {
      work.dispose();
      listener.rejected(kind.name());
      throw rejected;
    }
    return waitsForAny && spec != null ? offer(kind, work, spec) : startHere(kind, work, spec);
  }

  private TaskStartResponse startHere(TaskKind kind, Work work, @Nullable TaskSpec spec) {
    TaskExecution execution = null;
    try {
      execution = executions.create(kind, work);
      listener.accepted(execution.facts());
      TaskStartResponse answer = answer(execution);
      shared.accept(lifecycle.own(execution), spec);
      store.add(execution);
      feed.accepted(execution.id(), execution.owner());
      lifecycle.submit(execution);
      return answer;
    } catch (RuntimeException | Error shortage) {
      lifecycle.withdraw(execution, work);
      throw shortage;
    }
  }

  private TaskStartResponse answer(TaskExecution execution) {
    return new TaskStartResponse(execution.id(), addresses.of(execution.id()), TaskStatus.PENDING);
  }

  /** The instance was only needed to say what the run is called. */
  private TaskStartResponse offer(TaskKind kind, Work work, TaskSpec spec) {
    try {
      TaskExecution waiting = executions.waiting(kind, work);
      TaskStartResponse answer = answer(waiting);
      shared.offer(lifecycle.own(waiting), spec, mostWaiting);
      return answer;
    } catch (TaskRejectedException rejected) {
      listener.rejected(kind.name());
      throw rejected;
    } finally {
      work.dispose();
    }
  }

  /** See {@link ServerTasks#claimed}. */
  boolean claimed(ClaimedTask claimed, Consumer<OwnTask> recorder) {
    RegisteredType type = parts.types().get().find(claimed.type());
    Work work = type == null ? null : workOf(type, claimed);
    if (type == null || work == null) {
      lifecycle.workers().unreserve();
      return false;
    }
    TaskExecution execution = null;
    try {
      TaskExecution before = store.find(claimed.id());
      if (before != null) {
        before.retire(true);
      }
      execution = executions.claimed(kinds.get(type.taskClass()), work, claimed);
      listener.accepted(execution.facts());
      recorder.accept(lifecycle.own(execution));
      store.add(execution);
      feed.accepted(execution.id(), execution.owner());
      lifecycle.submit(execution);
      return true;
    } catch (RuntimeException | Error shortage) {
      lifecycle.withdraw(execution, work);
      throw shortage;
    }
  }

  /** {@code null}: it cannot be read here, or not be made. */
  private @Nullable Work workOf(RegisteredType type, ClaimedTask claimed) {
    try {
      Object params = Specs.params(type, claimed.spec());
      check(kinds.get(type.taskClass()), params);
      return Specs.work(parts.instances().create(type.taskClass()), params, claimed.spec());
    } catch (InvalidJsonException | ValidationException | IllegalArgumentException unreadable) {
      LOG.log(
          Level.WARNING,
          "The task " + claimed.id() + " of another server cannot be run here",
          unreadable);
      return null;
    }
  }
}
