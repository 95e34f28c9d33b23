package dev.taskwire.it.consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import javax.naming.InitialContext;

/** What a thread of a request can do in a Jakarta EE application. Stateless. */
@ApplicationScoped
public class Lookups {
  @Inject private Lookups self;

  /** Tries all of it on this thread; {@code ok}, or what went wrong. */
  public Map<String, String> tryAll() {
    Map<String, String> seen = new TreeMap<>();
    tried(seen, "module name", () -> lookup("java:module/ModuleName"));
    tried(seen, "application name", () -> lookup("java:app/AppName"));
    tried(seen, "stock EJB", () -> lookup("java:module/Warehouse"));
    tried(seen, "executor", () -> lookup("java:comp/DefaultManagedExecutorService"));
    tried(seen, "user transaction", this::transact);
    tried(seen, "transactional bean", () -> self.inTransaction());
    tried(
        seen,
        "class loader",
        () ->
            Class.forName(
                Lookups.class.getName(), false, Thread.currentThread().getContextClassLoader()));
    return seen;
  }

  private static void tried(Map<String, String> seen, String what, Callable<?> attempt) {
    try {
      attempt.call();
      seen.put(what, "ok");
    } catch (Exception failure) {
      seen.put(what, failure.toString());
    }
  }

  private static Object lookup(String name) throws Exception {
    return new InitialContext().lookup(name);
  }

  private Object transact() throws Exception {
    UserTransaction transaction = (UserTransaction) lookup("java:comp/UserTransaction");
    transaction.begin();
    transaction.commit();
    return transaction;
  }

  /** Fails without a transaction. */
  @Transactional
  public boolean inTransaction() throws Exception {
    var transactions =
        (TransactionSynchronizationRegistry) lookup("java:comp/TransactionSynchronizationRegistry");
    if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
      throw new IllegalStateException("no transaction");
    }
    return true;
  }
}
