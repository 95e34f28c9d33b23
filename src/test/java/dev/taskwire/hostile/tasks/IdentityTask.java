package dev.taskwire.hostile.tasks;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** A task that ends with the name under which it calls an EJB. */
@Dependent
@TaskType("identity")
public class IdentityTask extends BaseTask<@Nullable Void, String> {
  @Inject private WhoAmI whoAmI;

  @Override
  public String execute(ProgressHandle progress, @Nullable Void params) {
    return whoAmI.caller();
  }
}
