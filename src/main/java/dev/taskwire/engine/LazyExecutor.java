package dev.taskwire.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * One of the {@link Executors}, looked up when it is first needed. Thread-safe.
 *
 * <p>Payara does not register definitions that stand in a WAR's library, as ours do in other
 * people's WARs, and registers those of the WAR itself only after its {@code @Startup} beans have
 * started. Its default executor runs any number of jobs at once, so it serves in their place; the
 * limits are ours anyway.
 */
final class LazyExecutor implements Executor {
  private static final String DEFAULT = "java:comp/DefaultManagedExecutorService";

  private final String name;
  private final Executor context;
  private volatile @Nullable Executor executor;

  /**
   * Creates an executor.
   *
   * @param context runs a job at once, in the context that it is to have whoever submits it
   */
  LazyExecutor(String name, Executor context) {
    this.name = name;
    this.context = context;
  }

  @Override
  public void execute(Runnable command) {
    Executor found = executor;
    if (found == null) {
      found = lookUp();
      executor = found;
    }
    found.execute(() -> context.execute(command));
  }

  @SuppressWarnings("BanJNDI") // a name of ours in the server's own naming context
  private Executor lookUp() {
    try {
      return InitialContext.doLookup(name);
    } catch (NamingException undefined) {
      return defaultExecutor();
    }
  }

  @SuppressWarnings("BanJNDI") // as above
  private static Executor defaultExecutor() {
    try {
      return InitialContext.doLookup(DEFAULT);
    } catch (NamingException missing) {
      throw new RejectedExecutionException("The server has no managed executor.", missing);
    }
  }
}
