package dev.taskwire.it.consumer;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import jakarta.annotation.Resource;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

/** Executed in a transaction, as its class says. */
@Transactional
@TaskType("transfer")
public class TransferTask extends BaseTask<Integer, TransferTask.Seen> {
  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transactions;

  /** What the task saw of its transaction and of its cancel flag. */
  public record Seen(boolean inTransaction, boolean cancelled) {}

  @Override
  public Seen execute(ProgressHandle progress, Integer times) {
    boolean inTransaction = transactions.getTransactionStatus() == Status.STATUS_ACTIVE;
    return new Seen(inTransaction, isCancelled());
  }
}
