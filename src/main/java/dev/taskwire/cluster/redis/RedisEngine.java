package dev.taskwire.cluster.redis;

import dev.taskwire.cluster.protocol.Answer;
import dev.taskwire.cluster.protocol.Beat;
import dev.taskwire.cluster.protocol.BeatAnswer;
import dev.taskwire.cluster.protocol.BellListener;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.CreateAnswer;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.Intent;
import dev.taskwire.cluster.protocol.IntentAnswer;
import dev.taskwire.cluster.protocol.Listing;
import dev.taskwire.cluster.protocol.NewTask;
import dev.taskwire.cluster.protocol.NodeDescription;
import dev.taskwire.cluster.protocol.Page;
import dev.taskwire.cluster.protocol.Swept;
import dev.taskwire.cluster.protocol.Taken;
import dev.taskwire.cluster.protocol.TaskCursor;
import dev.taskwire.cluster.protocol.TaskNews;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.cluster.protocol.TaskWrite;
import dev.taskwire.cluster.protocol.Watch;
import dev.taskwire.cluster.protocol.WriteAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** The engine on Redis or Valkey. Thread-safe. */
final class RedisEngine implements ClusterEngine {
  private static final Logger LOG = Logger.getLogger(RedisEngine.class.getName());

  private final Connections connections;
  private final Keys keys;
  private final ThreadFactory threads;
  private final RedisNodes nodes;
  private final TaskWrites writes;
  private final TaskReads reads;
  private final TaskMoves moves;
  private final Sweep sweep;
  private final AtomicReference<@Nullable Bell> bell = new AtomicReference<>();

  RedisEngine(Connections connections, Keys keys, ThreadFactory threads) {
    this.connections = connections;
    this.keys = keys;
    this.threads = threads;
    this.nodes = new RedisNodes(connections, keys);
    this.writes = new TaskWrites(connections, keys);
    this.reads = new TaskReads(connections, keys);
    this.moves = new TaskMoves(connections, keys);
    this.sweep = new Sweep(connections, keys);
  }

  @Override
  public void join(String node, NodeDescription description, BellListener listener) {
    nodes.beat(new Beat(node, 0, 0, description, Set.of()));
    Bell mine = new Bell(connections, keys.bell(node), listener);
    silence(bell.getAndSet(mine));
    mine.start(threads);
  }

  @Override
  public BeatAnswer beat(Beat beat) {
    Bell mine = bell.get();
    if (mine != null) {
      mine.check();
    }
    return nodes.beat(beat);
  }

  @Override
  public boolean remembers(String node, long since) {
    return nodes.remembers(node, since);
  }

  @Override
  public Answer declareLost(String by, String node, long counter) {
    return nodes.declareLost(by, node, counter);
  }

  @Override
  public Set<String> openTasks(String node) {
    return nodes.openTasks(node);
  }

  @Override
  public CreateAnswer create(NewTask task) {
    return writes.create(task);
  }

  @Override
  public void restore(List<NewTask> tasks) {
    writes.create(tasks);
  }

  @Override
  public List<WriteAnswer> write(String node, List<? extends TaskWrite> batch) {
    return writes.write(node, batch);
  }

  @Override
  public @Nullable TaskRecord find(String taskId) {
    return reads.find(taskId);
  }

  @Override
  public Page list(Listing listing) {
    return reads.list(listing);
  }

  @Override
  public Map<String, TaskNews> read(Collection<TaskCursor> cursors) {
    return reads.read(cursors);
  }

  @Override
  public Map<String, String> watch(String node, Collection<Watch> watches, Duration howLong) {
    return reads.watch(node, watches, howLong);
  }

  @Override
  public IntentAnswer apply(Intent intent) {
    return moves.apply(intent);
  }

  @Override
  public @Nullable Taken take(String taskId, String from, String to) {
    return moves.take(taskId, from, to);
  }

  @Override
  public @Nullable Taken claim(String node, Set<String> types) {
    return moves.claim(node, types);
  }

  @Override
  public void ring(Map<String, ? extends Collection<String>> tasksByNode) {
    List<Call> calls = new ArrayList<>(tasksByNode.size());
    tasksByNode.forEach(
        (node, ids) ->
            calls.add(Call.of(Command.PUBLISH, keys.bell(node)).with(String.join(" ", ids))));
    try {
      connections.run(calls);
    } catch (EngineUnavailableException lost) {
      LOG.log(Level.FINE, "A bell was not rung", lost);
    }
  }

  @Override
  public byte[] putIfAbsent(String key, byte[] value, Duration life) {
    for (int tries = 0; tries < 3; tries++) {
      List<@Nullable Object> answers =
          connections.run(
              List.of(
                  Call.of(Command.SET, keys.value(key))
                      .with(value)
                      .with("NX")
                      .with("PX")
                      .with(Math.max(1, life.toMillis())),
                  Call.of(Command.GET, keys.value(key))));
      if (answers.get(1) instanceof byte[] there) {
        return there;
      }
    }
    throw new EngineUnavailableException("The engine forgets a value at once.", null);
  }

  @Override
  public boolean replace(String key, byte[] expected, byte @Nullable [] value, Duration life) {
    Call call = Call.of(Script.REPLACE, keys.value(key)).with(expected);
    if (value == null) {
      call.with(0);
    } else {
      call.with(Math.max(1, life.toMillis())).with(value);
    }
    return Objects.equals(connections.run(call), 1L);
  }

  @Override
  public Swept sweep(@Nullable String from) {
    return sweep.sweep(from);
  }

  @Override
  public void close() {
    silence(bell.getAndSet(null));
    connections.close();
  }

  private static void silence(@Nullable Bell old) {
    if (old != null) {
      old.close();
    }
  }
}
