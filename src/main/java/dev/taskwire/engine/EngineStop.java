package dev.taskwire.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.stream.DeliveryLoops;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Stops the engine in bounded time: every task gets its terminal event, every stream its end, every
 * instance that never ran its destruction, in this order. Thread-safe: whoever comes second waits
 * until the first is done.
 *
 * <p>It also runs when the Java machine shuts down, beside the server's own stop: Payara cuts its
 * connections before it tells the application, so that nothing could be sent any more.
 */
final class EngineStop implements Runnable {
  private static final Logger LOG = Logger.getLogger(EngineStop.class.getName());
  private static final long DRAIN_MILLIS = 2000;
  private static final long QUIET_MILLIS = 3000;

  private final TaskEngine engine;
  private final DeliveryLoops loops;
  private final List<Runnable> threads;
  private final Thread hook = new Thread(this, "taskwire-stop");

  @GuardedBy("this")
  private boolean done;

  /**
   * Creates the stop of an engine.
   *
   * @param threads end what runs, last of all, each without waiting
   */
  EngineStop(TaskEngine engine, DeliveryLoops loops, List<Runnable> threads) {
    this.engine = engine;
    this.loops = loops;
    this.threads = List.copyOf(threads);
  }

  /** Has it run when the Java machine shuts down, too. */
  void install() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Leaves nothing of the application behind in the Java machine. */
  void uninstall() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      LOG.log(Level.FINE, "The Java machine is shutting down", shuttingDown);
    }
  }

  @Override
  public synchronized void run() {
    if (done) {
      return;
    }
    done = true;
    engine.shutDown();
    try {
      loops.stop(DRAIN_MILLIS);
      if (!engine.awaitQuiet(QUIET_MILLIS)) {
        LOG.warning(() -> engine.load().running() + " tasks did not stop with the server");
      }
    } catch (InterruptedException interrupted) {
      LOG.log(Level.FINE, "The server did not wait for streams and tasks to end", interrupted);
      Thread.currentThread().interrupt();
    } finally {
      threads.forEach(Guarded::run);
    }
  }
}
