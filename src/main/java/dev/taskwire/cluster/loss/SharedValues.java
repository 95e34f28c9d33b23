package dev.taskwire.cluster.loss;

import dev.taskwire.cluster.membership.Absence;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The small values that servers share beside their tasks: keys of starts, and what all have in
 * common. They survive the engine's loss of what it had, as tasks do. {@link #look} and {@link
 * #engineForgot} are called on the heartbeat's thread, everything else on any.
 */
public final class SharedValues {
  private static final int KEPT_SHARE_OF_HEAP = 100;

  private final ClusterEngine engine;
  private final Absence absence;
  private final KeptValues kept;
  private final LateValues late;
  private final CommonValues common;

  public SharedValues(ClusterEngine engine, Absence absence, LongSupplier nanos, long leaseNanos) {
    this.engine = engine;
    this.absence = absence;
    this.kept =
        new KeptValues(
            engine, nanos, Runtime.getRuntime().maxMemory() / KEPT_SHARE_OF_HEAP, leaseNanos);
    this.late = new LateValues(engine, nanos);
    this.common = new CommonValues(engine, absence::isProven, late, nanos, leaseNanos);
  }

  /** See {@link dev.taskwire.sharing.SharedTasks#common}. */
  public byte[] agree(String key, byte[] proposal) {
    return common.agree(key, proposal);
  }

  /**
   * See {@link dev.taskwire.sharing.SharedTasks#putIfAbsent}.
   *
   * @throws EngineUnavailableException also if nothing is there because the engine has lost it, or
   *     may have
   */
  public byte[] putIfAbsent(String key, byte[] value, Duration life) {
    byte[] there = engine.putIfAbsent(key, value, life);
    if (Arrays.equals(there, value)) {
      if (!absence.isProven()) {
        late.replace(key, value, null, life);
        throw new EngineUnavailableException("The engine has lost what it had.", null);
      }
      kept.keep(key, value, life);
    }
    return there;
  }

  /** See {@link dev.taskwire.sharing.SharedTasks#replace}. */
  public boolean replace(String key, byte[] expected, byte @Nullable [] value, Duration life) {
    boolean replaced = engine.replace(key, expected, value, life);
    if (replaced) {
      remember(key, value, life);
    }
    return replaced;
  }

  /** See {@link dev.taskwire.sharing.SharedTasks#replaceSoon}. */
  public void replaceSoon(String key, byte[] expected, byte @Nullable [] value, Duration life) {
    remember(key, value, life);
    late.replace(key, expected, value, life);
  }

  private void remember(String key, byte @Nullable [] value, Duration life) {
    if (value == null) {
      kept.forget(key);
    } else {
      kept.keep(key, value, life);
    }
  }

  /** The engine has lost what it had. */
  public void engineForgot() {
    kept.engineForgot();
    common.engineForgot();
  }

  /** Does what is due. */
  public void look() {
    late.look();
    kept.look();
    common.look();
  }
}
