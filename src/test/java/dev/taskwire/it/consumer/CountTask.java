package dev.taskwire.it.consumer;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;

/** Counts to one. */
@TaskType("count")
public class CountTask extends BaseTask<Integer, Integer> {
  @Override
  public Integer execute(ProgressHandle progress, Integer number) {
    progress.sendProgressValue(0.5);
    return number;
  }
}
