package dev.taskwire.cluster;

import dev.taskwire.cluster.protocol.EngineUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Does something at equal distances until it is closed, whatever fails. To be run on one thread.
 */
final class Beats implements Runnable {
  private static final Logger LOG = Logger.getLogger(Beats.class.getName());
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

  private final long apart;
  private final Runnable beat;
  private volatile boolean closed;

  Beats(Duration apart, Runnable beat) {
    this.apart = apart.toNanos();
    this.beat = beat;
  }

  @Override
  public void run() {
    for (long next = System.nanoTime(); !closed; next += apart) {
      pauseUntil(next);
      next = Math.max(next, System.nanoTime() - apart);
      if (!closed) {
        once();
      }
    }
  }

  private void once() {
    try {
      beat.run();
    } catch (EngineUnavailableException away) {
      LOG.log(Level.FINE, "What follows a heartbeat is done after the next one", away);
    } catch (RuntimeException | Error failure) {
      LOG.log(Level.WARNING, "A heartbeat failed", failure);
    }
  }

  private void pauseUntil(long time) {
    for (long rest = time - System.nanoTime(); rest > 0 && !closed; ) {
      Thread.interrupted(); // which nobody takes, and which would make each pause return at once
      LockSupport.parkNanos(this, Math.min(rest, LONGEST_PAUSE));
      rest = time - System.nanoTime();
    }
  }

  void close() {
    closed = true;
  }
}
