package dev.taskwire.cluster.redis;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.Answer;
import dev.taskwire.cluster.protocol.CreateAnswer;
import dev.taskwire.cluster.protocol.NewTask;
import dev.taskwire.cluster.protocol.Slice;
import dev.taskwire.cluster.protocol.TaskWrite;
import dev.taskwire.cluster.protocol.TaskWrite.Append;
import dev.taskwire.cluster.protocol.TaskWrite.Begin;
import dev.taskwire.cluster.protocol.TaskWrite.End;
import dev.taskwire.cluster.protocol.TaskWrite.Release;
import dev.taskwire.cluster.protocol.TaskWrite.Withdraw;
import dev.taskwire.cluster.protocol.WatchRate;
import dev.taskwire.cluster.protocol.WriteAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the servers that have tasks write about them. Thread-safe. */
final class TaskWrites {
  private final Connections connections;
  private final Keys keys;

  TaskWrites(Connections connections, Keys keys) {
    this.connections = connections;
    this.keys = keys;
  }

  CreateAnswer create(NewTask task) {
    boolean waits = task.status() == TaskStatus.PENDING;
    if (!waits || task.acceptedMicros() != 0) {
      return create(List.of(task)).get(0);
    }
    String reserved =
        Reply.text(
            connections.run(
                Call.of(Script.RESERVE, keys.pending())
                    .with(task.taskId())
                    .with(task.maxPending())));
    return reserved == null
        ? new CreateAnswer(Answer.FULL, 0)
        : create(List.of(task.at(Long.parseLong(reserved)))).get(0);
  }

  /** In two requests, whatever their number. */
  List<CreateAnswer> create(List<NewTask> tasks) {
    List<@Nullable Object> replies = connections.run(tasks.stream().map(this::created).toList());
    List<CreateAnswer> answers = new ArrayList<>(tasks.size());
    Index index = new Index(keys);
    for (int i = 0; i < tasks.size(); i++) {
      Reply reply = Reply.of(replies.get(i));
      CreateAnswer answer = new CreateAnswer(reply.answer(0), reply.number(1));
      answers.add(answer);
      if (answer.answer() != Answer.FENCED) {
        list(index, tasks.get(i), answer.acceptedMicros());
      }
    }
    connections.run(index.calls());
    return answers;
  }

  private Call created(NewTask task) {
    Call call =
        Call.of(
                Script.CREATE,
                keys.task(task.taskId()),
                keys.log(task.taskId()),
                keys.removed(task.taskId()))
            .with(task.fence())
            .with(task.node())
            .with(task.acceptedMicros())
            .with(task.retention() == null ? 0 : Math.max(1, task.retention().toMillis()))
            .with(task.seen())
            .with(task.status().isTerminal());
    Map<String, byte[]> fields = new LinkedHashMap<>();
    fields.put("type", Call.bytes(task.type()));
    fields.put("attempt", Call.bytes(task.attempt()));
    fields.put("restartable", Call.bytes(task.restartable() ? 1 : 0));
    fields.put("status", Call.bytes(task.status().wireName()));
    fields.put("cancel", Call.bytes(task.cancelRequested() ? 1 : 0));
    fields.put("json", task.json());
    putIfPresent(fields, "owner", task.owner() == null ? null : Call.bytes(task.owner()));
    putIfPresent(fields, "result", task.result());
    putIfPresent(fields, "spec", task.spec());
    call.with(fields.size());
    fields.forEach((name, value) -> call.with(name).with(value));
    return withSlices(call, task.log());
  }

  private static void putIfPresent(
      Map<String, byte[]> fields, String name, byte @Nullable [] value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  private static void list(Index index, NewTask task, long accepted) {
    String id = task.taskId();
    index.add(id, accepted, task.owner());
    if (task.status().isTerminal()) {
      return;
    }
    index.open(id, accepted);
    if (task.status() == TaskStatus.PENDING) {
      index.pending(id, accepted);
    }
    if (task.node() != null) {
      index.on(id, task.node());
    } else {
      index.claimable(id, task.type(), accepted);
    }
  }

  List<WriteAnswer> write(String node, List<? extends TaskWrite> writes) {
    List<Call> calls = new ArrayList<>(writes.size());
    for (TaskWrite write : writes) {
      calls.add(call(node, write));
    }
    List<WriteAnswer> answers = new ArrayList<>(writes.size());
    Index index = new Index(keys);
    List<@Nullable Object> replies = connections.run(calls);
    for (int i = 0; i < replies.size(); i++) {
      Reply reply = Reply.of(replies.get(i));
      WriteAnswer answer = answer(node, reply);
      answers.add(answer);
      if (answer.answer() == Answer.DONE || answer.answer() == Answer.REPEATED) {
        list(index, node, writes.get(i), reply);
      }
    }
    connections.run(index.calls());
    return answers;
  }

  private Call call(String node, TaskWrite write) {
    String id = write.taskId();
    Call call =
        Call.of(Script.WRITE, keys.task(id), keys.log(id), keys.watchers(id))
            .with(word(write))
            .with(node)
            .with(write.fence());
    if (write instanceof Begin begin) {
      return withSlices(call, List.of(begin.started())).with(begin.json());
    }
    if (write instanceof Append append) {
      call.with(append.keepFrom()).with(append.seen()).withOptional(append.json());
      return withSlices(call, append.slices());
    }
    if (write instanceof End end) {
      call.with(end.status().wireName())
          .with(end.knowsCancel())
          .with(Math.max(1, end.retention().toMillis()))
          .with(end.json())
          .withOptional(end.result())
          .with(end.keepsLog());
      return withSlices(call, end.log());
    }
    if (write instanceof Release release) {
      return call.with(release.attempt())
          .with(release.seen())
          .with(release.refused())
          .withOptional(release.json());
    }
    return call;
  }

  private static String word(TaskWrite write) {
    if (write instanceof Begin) {
      return "begin";
    }
    if (write instanceof Append) {
      return "append";
    }
    if (write instanceof End) {
      return "end";
    }
    return write instanceof Release ? "release" : "withdraw";
  }

  static Call withSlices(Call call, List<Slice> slices) {
    for (Slice slice : slices) {
      call.with(slice.first()).with(slice.last()).with(slice.frames());
    }
    return call;
  }

  private static WriteAnswer answer(String node, Reply reply) {
    Map<String, WatchRate> watchers = reply.list(8).watchers();
    watchers.remove(node);
    return new WriteAnswer(
        reply.answer(0), reply.number(1), reply.number(2), reply.number(3) == 1, watchers);
  }

  private static void list(Index index, String node, TaskWrite write, Reply reply) {
    String id = write.taskId();
    String type = Objects.requireNonNull(reply.text(5));
    long accepted = reply.number(6);
    if (write instanceof Begin) {
      index.begun(id, type);
    } else if (write instanceof End) {
      index.ended(id, type, node);
    } else if (write instanceof Withdraw) {
      index.gone(id).ended(id, type, node);
    } else if (write instanceof Release) {
      index.notOn(id, node).pending(id, accepted).claimable(id, type, accepted);
    } else if (write instanceof Append append
        && append.slices().isEmpty()
        && append.json() == null) {
      index.add(id, accepted, reply.text(7)).open(id, accepted).on(id, node);
    }
  }
}
