package dev.taskwire.engine;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/**
 * The scheduled cleanup: forgets the tasks whose retention is over, and sees to it that the {@link
 * Ticker}, which is exact, is alive. It goes by the wall clock, and may be late. Thread-safe.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TaskSweeper {
  @EJB private TaskRegistry registry;

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void cleanUp() {
    // Payara gives up a timer whose method failed twice
    Guarded.run(registry::cleanUp);
  }
}
