package dev.taskwire.it.ear;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskService;
import dev.taskwire.TaskType;
import jakarta.inject.Inject;

/** Knows the service of its own WAR. */
@TaskType("orders-of-the-day")
public class OrdersOfTheDayTask extends BaseTask<Integer, Integer> {
  @Inject private TaskService tasks;

  @Override
  public Integer execute(ProgressHandle progress, Integer number) {
    return tasks.getTaskStatus("none").isPresent() ? 0 : number;
  }
}
