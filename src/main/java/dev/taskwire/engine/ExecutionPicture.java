package dev.taskwire.engine;

import dev.taskwire.TaskFailure;
import dev.taskwire.TaskInfo;
import dev.taskwire.lifecycle.ExecutionSnapshot;
import dev.taskwire.lifecycle.Outcome;

/**
 * Shows an execution at one moment, as a record and as JSON. Immutable, but for the progress that
 * it looks at.
 */
record ExecutionPicture(TaskIdentity identity, ReportedProgress progress) {
  TaskInfo info(ExecutionSnapshot now) {
    Outcome outcome = now.outcome();
    TaskFailure failure = outcome == null ? null : outcome.failure();
    return new TaskInfo(
        identity.id(),
        identity.type(),
        now.status(),
        now.cancelRequested(),
        progress.last(),
        now.acceptedAt(),
        now.runningSince(),
        now.endTime(),
        outcome == null ? null : outcome.result(),
        failure == null ? null : failure.error());
  }

  /**
   * As JSON.
   *
   * @param place its place among the waiting; 0 if it does not wait
   */
  TaskJson json(ExecutionSnapshot now, int place) {
    byte[] result = now.outcome() == null ? null : now.outcome().resultJson();
    return new TaskJson(
        info(now), identity.title(), identity.node(), identity.attempt(), place, result);
  }
}
