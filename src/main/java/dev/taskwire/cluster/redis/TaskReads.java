package dev.taskwire.cluster.redis;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.ListPosition;
import dev.taskwire.cluster.protocol.Listing;
import dev.taskwire.cluster.protocol.Page;
import dev.taskwire.cluster.protocol.Slice;
import dev.taskwire.cluster.protocol.TaskCursor;
import dev.taskwire.cluster.protocol.TaskNews;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.cluster.protocol.Watch;
import dev.taskwire.cluster.protocol.WatchRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** What anybody reads of tasks. Thread-safe. */
final class TaskReads {
  /** Slices of a task in one answer: 1 MiB at most. */
  private static final int MOST_SLICES = 16;

  /** Tasks that were accepted in the same microsecond as the last one of a page. */
  private static final int TIES = 16;

  private final Connections connections;
  private final Keys keys;

  TaskReads(Connections connections, Keys keys) {
    this.connections = connections;
    this.keys = keys;
  }

  @Nullable TaskRecord find(String id) {
    Reply fields =
        Reply.of(
            connections.run(
                Call.of(Command.HMGET, keys.task(id)).withAll(Reply.FIELDS_AND_RESULT)));
    if (fields.bytes(0) == null) {
      return null;
    }
    return placed(List.of(fields.task(id, 0))).get(0);
  }

  /** The same tasks, those that wait with their place. */
  private List<TaskRecord> placed(List<TaskRecord> tasks) {
    List<Call> ranks = new ArrayList<>();
    for (TaskRecord task : tasks) {
      if (task.status() == TaskStatus.PENDING) {
        ranks.add(Call.of(Command.ZRANK, keys.pending()).with(task.taskId()));
      }
    }
    List<@Nullable Object> places = connections.run(ranks);
    List<TaskRecord> placed = new ArrayList<>(tasks.size());
    int next = 0;
    for (TaskRecord task : tasks) {
      boolean waits = task.status() == TaskStatus.PENDING;
      placed.add(
          waits && places.get(next++) instanceof Long rank ? task.withPosition(rank + 1) : task);
    }
    return placed;
  }

  Page list(Listing listing) {
    String key = keys.list(listing.openOnly(), listing.owner());
    List<TaskRecord> tasks = new ArrayList<>();
    ListPosition place = listing.after();
    while (tasks.size() < listing.limit()) {
      int wanted = listing.limit() - tasks.size() + TIES;
      List<ListPosition> ids = ids(key, place, listing.newerMicros(), wanted);
      boolean exhausted = ids.size() < wanted;
      ListPosition from = place;
      ids.removeIf(id -> from != null && !isBehind(id, from));
      List<@Nullable TaskRecord> records = records(key, ids);
      for (int i = 0; i < ids.size(); i++) {
        place = ids.get(i);
        TaskRecord task = records.get(i);
        if (task != null && !(listing.openOnly() && task.status().isTerminal())) {
          tasks.add(task);
        }
        if (tasks.size() == listing.limit()) {
          boolean last = exhausted && i == ids.size() - 1;
          return new Page(placed(tasks), last ? null : place);
        }
      }
      if (exhausted || ids.isEmpty()) {
        break;
      }
    }
    return new Page(placed(tasks), null);
  }

  private List<ListPosition> ids(
      String key, @Nullable ListPosition place, long newerMicros, int count) {
    Reply reply =
        Reply.of(
            connections.run(
                Call.of(Command.ZREVRANGEBYSCORE, key)
                    .with(place == null ? "+inf" : Long.toString(place.acceptedMicros()))
                    .with("(" + newerMicros)
                    .with("WITHSCORES")
                    .with("LIMIT")
                    .with(0)
                    .with(count)));
    List<ListPosition> ids = new ArrayList<>();
    for (int i = 0; i < reply.size(); i += 2) {
      ids.add(
          new ListPosition((long) Double.parseDouble(reply.required(i + 1)), reply.required(i)));
    }
    return ids;
  }

  private static boolean isBehind(ListPosition id, ListPosition place) {
    return id.acceptedMicros() < place.acceptedMicros()
        || id.acceptedMicros() == place.acceptedMicros()
            && id.taskId().compareTo(place.taskId()) < 0;
  }

  /** The tasks with these ids; what is not there any more leaves the list. */
  private List<@Nullable TaskRecord> records(String key, List<ListPosition> ids) {
    List<Call> calls = new ArrayList<>();
    for (ListPosition id : ids) {
      calls.add(Call.of(Command.HMGET, keys.task(id.taskId())).withAll(Reply.FIELDS));
    }
    List<@Nullable TaskRecord> records = new ArrayList<>(ids.size());
    List<Call> gone = new ArrayList<>();
    List<@Nullable Object> answers = connections.run(calls);
    for (int i = 0; i < answers.size(); i++) {
      Reply fields = Reply.of(answers.get(i));
      String id = ids.get(i).taskId();
      if (fields.bytes(0) == null) {
        gone.add(Call.of(Command.ZREM, key).with(id));
        records.add(null);
      } else {
        records.add(fields.task(id, 0));
      }
    }
    connections.run(gone);
    return records;
  }

  Map<String, TaskNews> read(Collection<TaskCursor> cursors) {
    List<TaskCursor> wanted = List.copyOf(cursors);
    List<Call> calls = new ArrayList<>(wanted.size());
    for (TaskCursor cursor : wanted) {
      calls.add(
          Call.of(
                  Script.READ,
                  keys.task(cursor.taskId()),
                  keys.log(cursor.taskId()),
                  keys.removed(cursor.taskId()),
                  keys.removedLog(cursor.taskId()))
              .with(Math.max(0, cursor.after()))
              .with(MOST_SLICES)
              .withAll(Reply.FIELDS));
    }
    List<TaskNews> found = new ArrayList<>();
    List<@Nullable Object> answers = connections.run(calls);
    for (int i = 0; i < answers.size(); i++) {
      Reply reply = Reply.of(answers.get(i));
      if (reply.size() > 0) {
        found.add(news(wanted.get(i).taskId(), reply));
      }
    }
    List<TaskRecord> placed = placed(found.stream().map(TaskNews::task).toList());
    Map<String, TaskNews> news = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      TaskNews one = found.get(i);
      news.put(
          one.task().taskId(),
          new TaskNews(placed.get(i), one.slices(), one.more(), one.removed()));
    }
    return news;
  }

  private static TaskNews news(String id, Reply reply) {
    List<Slice> slices = new ArrayList<>();
    Reply list = reply.list(1);
    for (int i = 0; i < list.size(); i++) {
      slices.add(list.list(i).slice());
    }
    return new TaskNews(
        reply.list(0).task(id, 0), slices, reply.number(2) == 1, reply.number(3) == 1);
  }

  Map<String, String> watch(String node, Collection<Watch> watches, Duration howLong) {
    List<Watch> wanted = List.copyOf(watches);
    List<Call> calls = new ArrayList<>(wanted.size());
    for (Watch watch : wanted) {
      boolean coarse = watch.rate() == WatchRate.COARSE;
      calls.add(
          Call.of(Script.WATCH, keys.task(watch.taskId()), keys.watchers(watch.taskId()))
              .with(coarse ? Reply.COARSE + node : node)
              .with(coarse ? node : Reply.COARSE + node)
              .with(howLong.toMillis()));
    }
    Map<String, String> owners = new HashMap<>();
    List<@Nullable Object> answers = connections.run(calls);
    for (int i = 0; i < answers.size(); i++) {
      String owner = Reply.text(answers.get(i));
      if (owner != null && !owner.isEmpty()) {
        owners.put(wanted.get(i).taskId(), owner);
      }
    }
    return owners;
  }
}
