package dev.taskwire.it.tasks;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Never comes to an end by itself; its type allows it one second. */
@TaskType(value = "impatient", timeout = "PT1S")
public class ImpatientTask extends BaseTask<Map<String, Object>, String> {
  @Override
  public String execute(ProgressHandle progress, Map<String, Object> nothing)
      throws InterruptedException {
    new CountDownLatch(1).await();
    return "never";
  }
}
