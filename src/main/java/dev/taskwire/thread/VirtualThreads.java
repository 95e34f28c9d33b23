package dev.taskwire.thread;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on the virtual threads of a managed executor that the application or its server names
 * {@value #NAME} (Jakarta Concurrency 3.1, in Jakarta EE 11), and on ordinary ones while there is
 * none. Thread-safe.
 */
public final class VirtualThreads implements Executor {
  static final String NAME = "java:app/concurrent/taskwire-virtual";

  private static final Logger LOG = Logger.getLogger(VirtualThreads.class.getName());

  private final Supplier<@Nullable Executor> lookUp;
  private final Executor ordinary;
  private final AtomicBoolean warned = new AtomicBoolean();
  private volatile @Nullable Executor found;

  /**
   * Creates an executor.
   *
   * @param lookUp finds the virtual executor; {@code null} while there is none: Payara registers
   *     those of an application only after its {@code @Startup} beans have started
   * @param ordinary runs tasks meanwhile
   */
  public VirtualThreads(Supplier<@Nullable Executor> lookUp, Executor ordinary) {
    this.lookUp = lookUp;
    this.ordinary = ordinary;
  }

  /** The executor of this name in the server's own naming context. */
  @SuppressWarnings("BanJNDI") // a name of ours
  public static @Nullable Executor ofServer() {
    try {
      return InitialContext.doLookup(NAME);
    } catch (NamingException missing) {
      return null;
    }
  }

  @Override
  public void execute(Runnable task) {
    Executor virtual = found;
    if (virtual == null) {
      virtual = lookUp.get();
      found = virtual;
    }
    if (virtual == null && warned.compareAndSet(false, true)) {
      LOG.warning(
          "tasks.virtual-threads is true, and there is no managed executor "
              + NAME
              + ": tasks run on ordinary threads.");
    }
    (virtual == null ? ordinary : virtual).execute(task);
  }
}
