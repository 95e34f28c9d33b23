package dev.taskwire.it.consumer;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import jakarta.ejb.EJB;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import javax.naming.InitialContext;

/** Counts stock with an EJB, once injected and once looked up. */
public class StockTask extends BaseTask<List<String>, StockTask.Count> {
  @EJB private Warehouse injected;

  /**
   * What was found.
   *
   * @param pieces in stock
   * @param inTransaction whether the engine had a transaction open
   */
  public record Count(int pieces, boolean inTransaction) {}

  @Override
  public Count execute(ProgressHandle progress, List<String> articles) throws Exception {
    var context = new InitialContext();
    var lookedUp = (Warehouse) context.lookup("java:module/Warehouse");
    var registry =
        (TransactionSynchronizationRegistry)
            context.lookup("java:comp/TransactionSynchronizationRegistry");
    boolean inTransaction = registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    int pieces = 0;
    for (String article : progress.track("Counting", articles)) {
      pieces += injected.stock(article) + lookedUp.stock(article);
    }
    return new Count(pieces, inTransaction);
  }
}
