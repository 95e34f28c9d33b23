package dev.taskwire.cluster.redis;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.Swept;
import dev.taskwire.cluster.protocol.TaskRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Goes through the lists, a page a call: all tasks, then the lists of callers, then the servers.
 * Thread-safe.
 */
final class Sweep {
  private static final int PAGE = 500;
  private static final String OWNERS = "owners ";

  private final Connections connections;
  private final Keys keys;

  Sweep(Connections connections, Keys keys) {
    this.connections = connections;
    this.keys = keys;
  }

  Swept sweep(@Nullable String from) {
    if (from != null && from.startsWith(OWNERS)) {
      return owners(from.substring(OWNERS.length()));
    }
    return tasks(from == null ? 0 : Integer.parseInt(from));
  }

  private Swept tasks(int start) {
    List<@Nullable Object> lists =
        connections.run(
            List.of(
                Call.of(Command.ZRANGE, keys.all()).with(start).with(start + PAGE - 1L),
                Call.of(Command.HGETALL, keys.nodes()),
                Call.of(Command.PEXPIRE, keys.all()).with(Life.OPEN),
                Call.of(Command.PEXPIRE, keys.open()).with(Life.OPEN),
                Call.of(Command.PEXPIRE, keys.owners()).with(Life.OPEN),
                Call.of(Command.PEXPIRE, keys.pending()).with(Life.OPEN)));
    List<String> ids = Reply.of(lists.get(0)).texts();
    Set<String> present = RedisNodes.present(Reply.of(lists.get(1)));
    Set<String> absent = new HashSet<>();
    List<Call> mend = new ArrayList<>();
    int gone = 0;
    List<@Nullable Object> answers = connections.run(fields(ids));
    for (int i = 0; i < ids.size(); i++) {
      Reply fields = Reply.of(answers.get(i));
      Index index = new Index(keys);
      if (fields.bytes(0) == null) {
        gone++;
        index.gone(ids.get(i));
      } else {
        TaskRecord task = fields.task(ids.get(i), 0);
        mend(index, task);
        if (!task.status().isTerminal() && task.node() != null && !present.contains(task.node())) {
          absent.add(task.node());
        }
        if (TaskMoves.waitsForAny(task)) {
          mend.add(Call.of(Command.PEXPIRE, keys.task(task.taskId())).with(Life.OPEN));
        }
      }
      mend.addAll(index.calls());
    }
    connections.run(mend);
    String next = ids.size() < PAGE ? OWNERS + "0" : Integer.toString(start + PAGE - gone);
    return new Swept(absent, next);
  }

  private List<Call> fields(List<String> ids) {
    List<Call> calls = new ArrayList<>(ids.size());
    for (String id : ids) {
      calls.add(Call.of(Command.HMGET, keys.task(id)).withAll(Reply.FIELDS));
    }
    return calls;
  }

  private static void mend(Index index, TaskRecord task) {
    String id = task.taskId();
    long accepted = task.acceptedMicros();
    if (task.status().isTerminal()) {
      index.ended(id, task.type(), task.node());
      return;
    }
    index.open(id, accepted);
    if (task.status() == TaskStatus.PENDING) {
      index.pending(id, accepted);
    } else {
      index.begun(id, task.type());
    }
    if (task.node() != null) {
      index.on(id, task.node()).claimed(id, task.type());
    } else {
      index.claimable(id, task.type(), accepted);
    }
  }

  /** A page of callers: what is not there any more leaves the beginning of their lists. */
  private Swept owners(String cursor) {
    Reply scan = Reply.of(connections.run(Call.of(Command.SSCAN, keys.owners()).with(cursor)));
    List<String> owners = scan.list(1).texts();
    List<Call> lists = new ArrayList<>();
    for (String owner : owners) {
      lists.add(Call.of(Command.ZRANGE, keys.owner(owner)).with(0).with(PAGE / 5 - 1L));
    }
    List<Call> mend = new ArrayList<>();
    List<@Nullable Object> answers = connections.run(lists);
    for (int i = 0; i < owners.size(); i++) {
      List<String> ids = Reply.of(answers.get(i)).texts();
      String key = keys.owner(owners.get(i));
      if (ids.isEmpty()) {
        mend.add(Call.of(Command.SREM, keys.owners()).with(owners.get(i)));
      }
      mend.add(Call.of(Command.PEXPIRE, key).with(Life.OPEN));
      mend.addAll(gone(key, ids));
    }
    connections.run(mend);
    String next = scan.required(0);
    if (!next.equals("0")) {
      return new Swept(Set.of(), OWNERS + next);
    }
    reservations();
    connections.run(Call.of(Script.FORGET, keys.nodes()));
    return new Swept(Set.of(), null);
  }

  /** Those of the ids that are not there any more leave the list. */
  private List<Call> gone(String key, List<String> ids) {
    List<Call> gone = new ArrayList<>();
    List<@Nullable Object> answers = connections.run(fields(ids));
    for (int i = 0; i < ids.size(); i++) {
      if (Reply.of(answers.get(i)).bytes(0) == null) {
        gone.add(Call.of(Command.ZREM, key).with(ids.get(i)));
      }
    }
    return gone;
  }

  /** Places that were taken for tasks that were never written. */
  private void reservations() {
    Reply oldest = Reply.of(connections.run(Call.of(Script.STALE, keys.pending()).with(PAGE)));
    connections.run(gone(keys.pending(), oldest.texts()));
  }
}
