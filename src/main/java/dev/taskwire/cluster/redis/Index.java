package dev.taskwire.cluster.redis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Collects what has to change in the lists after a task has changed. They are in other slots than
 * the task, so they follow it; each change may be made twice. Confined to one thread.
 */
final class Index {
  private final Keys keys;
  private final List<Call> calls = new ArrayList<>();

  Index(Keys keys) {
    this.keys = keys;
  }

  List<Call> calls() {
    return calls;
  }

  /** A task is there. */
  Index add(String id, long accepted, @Nullable String owner) {
    score(keys.all(), id, accepted);
    if (owner != null) {
      score(keys.owner(owner), id, accepted);
      calls.add(Call.of(Command.SADD, keys.owners()).with(owner));
      expire(keys.owners());
    }
    return this;
  }

  /** It has not ended. */
  Index open(String id, long accepted) {
    return score(keys.open(), id, accepted);
  }

  /** It has not ended, and is on a server. */
  Index on(String id, String node) {
    calls.add(Call.of(Command.SADD, keys.tasksOf(node)).with(id));
    return expire(keys.tasksOf(node));
  }

  Index notOn(String id, String node) {
    calls.add(Call.of(Command.SREM, keys.tasksOf(node)).with(id));
    return this;
  }

  /** It waits for a worker. */
  Index pending(String id, long accepted) {
    return score(keys.pending(), id, accepted);
  }

  /** It waits for a worker of any server. */
  Index claimable(String id, String type, long accepted) {
    return score(keys.pending(type), id, accepted);
  }

  /** It waits no more. */
  Index begun(String id, @Nullable String type) {
    calls.add(Call.of(Command.ZREM, keys.pending()).with(id));
    return type == null ? this : claimed(id, type);
  }

  /** It has come to a server. */
  Index claimed(String id, String type) {
    calls.add(Call.of(Command.ZREM, keys.pending(type)).with(id));
    return this;
  }

  /** It has ended. */
  Index ended(String id, @Nullable String type, @Nullable String node) {
    calls.add(Call.of(Command.ZREM, keys.open()).with(id));
    if (node != null) {
      notOn(id, node);
    }
    return begun(id, type);
  }

  /** It is not there any more. */
  Index gone(String id) {
    calls.add(Call.of(Command.ZREM, keys.all()).with(id));
    return ended(id, null, null);
  }

  /** Somebody wants something of a task on a server. */
  Index wanted(String id, String node) {
    calls.add(Call.of(Command.SADD, keys.intents(node)).with(id));
    return expire(keys.intents(node));
  }

  private Index score(String key, String id, long accepted) {
    calls.add(Call.of(Command.ZADD, key).with(accepted).with(id));
    return expire(key);
  }

  private Index expire(String key) {
    calls.add(Call.of(Command.PEXPIRE, key).with(Life.OPEN));
    return this;
  }
}
