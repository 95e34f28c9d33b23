package dev.taskwire.it.consumer;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;

/** A registered type of the shop, started over HTTP by its name. */
@TaskType(value = "reindex", timeout = "PT10M", description = "Builds the shop's index anew.")
public class ReindexTask extends BaseTask<ReindexTask.Scope, ReindexTask.Index> {
  /** What to index. */
  public record Scope(String shelf) {}

  /** What was indexed. */
  public record Index(String shelfName) {}

  @Override
  public Index execute(ProgressHandle progress, Scope scope) {
    progress.sendProgressText("Indexing");
    return new Index(scope.shelf());
  }
}
