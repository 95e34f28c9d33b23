package dev.taskwire.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An engine that is connected to when it can be reached, which may be later than the server starts.
 * Thread-safe.
 */
final class LateEngine {
  private static final Logger LOG = Logger.getLogger(LateEngine.class.getName());
  private static final long PAUSE = 1_000_000_000L;

  private final Supplier<ClusterEngine> opener;
  private final LongSupplier nanos;
  private final LongAdder failures;
  private volatile @Nullable ClusterEngine engine;

  @GuardedBy("this")
  private long triedAt;

  @GuardedBy("this")
  private boolean hasTried;

  @GuardedBy("this")
  private boolean closed;

  @GuardedBy("this")
  private @Nullable String said;

  /**
   * Creates it, not connected.
   *
   * @param failures counts calls that failed
   */
  LateEngine(Supplier<ClusterEngine> opener, LongSupplier nanos, LongAdder failures) {
    this.opener = opener;
    this.nanos = nanos;
    this.failures = failures;
  }

  /** The engine: until it is there, it cannot be reached. */
  ClusterEngine asEngine() {
    return (ClusterEngine)
        Proxy.newProxyInstance(
            ClusterEngine.class.getClassLoader(),
            new Class<?>[] {ClusterEngine.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  private @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable {
    if (method.getName().equals("close")) {
      close();
      return null;
    }
    try {
      return method.invoke(connected(), arguments);
    } catch (InvocationTargetException thrown) {
      failures.increment();
      throw thrown.getCause();
    } catch (EngineUnavailableException notThere) {
      failures.increment();
      throw notThere;
    }
  }

  private ClusterEngine connected() {
    ClusterEngine known = engine;
    return known != null ? known : connect();
  }

  private synchronized ClusterEngine connect() {
    ClusterEngine known = engine;
    if (known != null) {
      return known;
    }
    if (closed || hasTried && nanos.getAsLong() - triedAt < PAUSE) {
      throw new EngineUnavailableException("The engine has not been reached yet.", null);
    }
    hasTried = true;
    try {
      known = opener.get();
      engine = known;
      return known;
    } catch (IllegalStateException never) {
      sayOnce(Level.SEVERE, never);
      throw new EngineUnavailableException("The engine cannot be shared.", never);
    } catch (EngineUnavailableException notYet) {
      sayOnce(Level.WARNING, notYet);
      throw notYet;
    } finally {
      triedAt = nanos.getAsLong();
    }
  }

  /** It is tried again each second: one who reads the log wants to know why it fails, once. */
  @GuardedBy("this")
  private void sayOnce(Level level, RuntimeException failure) {
    String sentence = failure.getMessage();
    if (!Objects.equals(said, sentence)) {
      said = sentence;
      LOG.log(level, () -> sentence + " It is tried again each second (tasks.cluster.url).");
    }
  }

  private synchronized void close() {
    closed = true;
    ClusterEngine known = engine;
    if (known != null) {
      known.close();
    }
  }
}
