package dev.taskwire.engine;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The tick, once a second: time limits, escalation, retention. Thread-safe; a tick that comes while
 * one runs is left out.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TaskSweeper {
  private final AtomicBoolean sweeping = new AtomicBoolean();

  @EJB private TaskRegistry registry;

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void tick() {
    if (sweeping.compareAndSet(false, true)) {
      try {
        registry.engine().tick();
      } catch (OutOfMemoryError shortage) {
        // the next tick does what this one did not; Payara gives up a timer whose method failed
        // twice
      } finally {
        sweeping.set(false);
      }
    }
  }
}
