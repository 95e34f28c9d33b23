package dev.taskwire.hostile.tasks;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import org.jspecify.annotations.Nullable;

/** Ends with the name under which it calls an EJB, and whether a transaction was open. */
@Dependent
@TaskType("identity")
public class IdentityTask extends BaseTask<@Nullable Void, String> {
  @Inject private WhoAmI whoAmI;

  @Resource private UserTransaction transaction;

  @Override
  public String execute(ProgressHandle progress, @Nullable Void params) throws Exception {
    boolean open = transaction.getStatus() != Status.STATUS_NO_TRANSACTION;
    return whoAmI.caller() + (open ? " in a transaction" : "");
  }
}
