package dev.taskwire.it.consumer;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** What is in stock: an EJB, so each call has a transaction of its own. */
@Stateless
public class Warehouse {
  @Resource private SessionContext session;
  @Resource private TransactionSynchronizationRegistry transaction;

  /** How much of {@code article} is there. */
  public int stock(String article) throws SystemException {
    if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE || session.getRollbackOnly()) {
      throw new SystemException("An EJB method runs in a transaction");
    }
    return article.length();
  }
}
