package dev.taskwire.cluster.membership;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.NewTask;
import dev.taskwire.cluster.protocol.TaskCursor;
import dev.taskwire.cluster.protocol.TaskNews;
import dev.taskwire.cluster.protocol.TaskRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this server has started for any server to run, and nobody has begun: kept so that it can be
 * written again should the engine lose it. {@link #add} may be called on any thread, everything
 * else on the heartbeat's.
 */
public final class Promises {
  /*
   * A task that is missing may be somebody's by now, who writes it again as soon as its heartbeat tells it to. So it is written from here
   * only when it has been missing for a lease in which all heartbeats of this server succeeded: then the engine was there for its owner.
   */
  private static final long NO_EVENTS = Long.MAX_VALUE / 2;

  private final ClusterEngine engine;
  private final Supplier<@Nullable Long> succeedingSince;
  private final LongSupplier nanos;
  private final long leaseNanos;
  private final Map<String, Promise> promises = new ConcurrentHashMap<>();

  public Promises(
      ClusterEngine engine,
      Supplier<@Nullable Long> succeedingSince,
      LongSupplier nanos,
      long leaseNanos) {
    this.engine = engine;
    this.succeedingSince = succeedingSince;
    this.nanos = nanos;
    this.leaseNanos = leaseNanos;
  }

  /** A start of a task that waits for any server was answered. */
  public void add(NewTask task) {
    promises.put(task.taskId(), new Promise(task, null));
  }

  /**
   * Looks how they are.
   *
   * @return those that have ended without having begun: nobody else may have kept their ends
   */
  public List<TaskRecord> look() {
    List<TaskRecord> ended = new ArrayList<>();
    Long succeeding = succeedingSince.get();
    if (promises.isEmpty() || succeeding == null) {
      return ended;
    }
    List<Promise> all = List.copyOf(promises.values());
    Map<String, TaskNews> news =
        engine.read(all.stream().map(promise -> new TaskCursor(promise.id(), NO_EVENTS)).toList());
    long now = nanos.getAsLong();
    for (Promise promise : all) {
      TaskNews there = news.get(promise.id());
      if (there == null) {
        missing(promise, succeeding, now);
      } else if (there.task().status() == TaskStatus.PENDING) {
        promises.put(promise.id(), new Promise(promise.task(), null));
      } else {
        promises.remove(promise.id());
        if (!there.removed() && there.task().status().isTerminal()) {
          ended.add(there.task());
        }
      }
    }
    return ended;
  }

  private void missing(Promise promise, long succeeding, long now) {
    long first = promise.missingSince() == null ? now : promise.missingSince();
    long since = Math.max(first - succeeding, 0) + succeeding;
    if (now - since >= leaseNanos) {
      engine.create(promise.task());
      promises.put(promise.id(), new Promise(promise.task(), null));
    } else {
      promises.put(promise.id(), new Promise(promise.task(), first));
    }
  }

  private record Promise(NewTask task, @Nullable Long missingSince) {
    String id() {
      return task.taskId();
    }
  }
}
