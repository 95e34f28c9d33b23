package dev.taskwire.cluster.redis;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.Answer;
import dev.taskwire.cluster.protocol.Intent;
import dev.taskwire.cluster.protocol.Intent.Cancel;
import dev.taskwire.cluster.protocol.Intent.PendingEnd;
import dev.taskwire.cluster.protocol.IntentAnswer;
import dev.taskwire.cluster.protocol.Taken;
import dev.taskwire.cluster.protocol.TaskRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** What others than its server do to a task: cancel, delete, take, claim. Thread-safe. */
final class TaskMoves {
  /** How many of a type to look at, the oldest first: those in front may just have been claimed. */
  private static final int CANDIDATES = 10;

  private final Connections connections;
  private final Keys keys;

  TaskMoves(Connections connections, Keys keys) {
    this.connections = connections;
    this.keys = keys;
  }

  IntentAnswer apply(Intent intent) {
    String id = intent.taskId();
    Call call =
        Call.of(
            Script.INTENT,
            keys.task(id),
            keys.log(id),
            keys.watchers(id),
            keys.removed(id),
            keys.removedLog(id));
    if (intent instanceof Cancel cancel) {
      call.with("cancel");
      PendingEnd end = cancel.end();
      if (end != null) {
        call.with(Math.max(1, end.retention().toMillis())).with(end.json());
        TaskWrites.withSlices(call, List.of(end.terminal()));
      }
    } else {
      call.with("delete");
    }
    Reply reply = Reply.of(connections.run(call));
    Answer answer = reply.answer(0);
    String status = reply.text(1);
    String node = reply.name(2);
    Set<String> toRing = new HashSet<>(reply.list(3).watchers().keySet());
    if (answer == Answer.DONE || answer == Answer.REPEATED || answer == Answer.ENDED) {
      connections.run(index(intent, answer, status, node, reply.text(4)).calls());
    }
    if (node != null) {
      toRing.add(node);
    }
    return new IntentAnswer(answer, status == null ? null : status(status), toRing);
  }

  /**
   * Also after an end that came first: a cancel that ended it may have got no further than that.
   */
  private Index index(
      Intent intent,
      Answer answer,
      @Nullable String status,
      @Nullable String node,
      @Nullable String type) {
    Index index = new Index(keys);
    String id = intent.taskId();
    if (status == null) {
      index.gone(id);
    } else if (status(status).isTerminal()) {
      index.ended(id, type, node);
    }
    if (node != null && answer != Answer.ENDED) {
      index.wanted(id, node);
    }
    return index;
  }

  private static TaskStatus status(String text) {
    return TaskStatus.valueOf(text.toUpperCase(Locale.ROOT));
  }

  @Nullable Taken take(String id, String from, String to) {
    Reply reply = take(Call.of(Script.TAKE, keys.task(id)).with(from).with(to));
    Taken taken = taken(id, reply);
    Index index = new Index(keys);
    if (taken != null) {
      index.notOn(id, from).on(id, to).open(id, taken.task().acceptedMicros());
    } else if (!from.equals(reply.text(1))) {
      index.notOn(id, from);
    } else {
      index.ended(id, null, from);
    }
    connections.run(index.calls());
    return taken;
  }

  private Reply take(Call call) {
    return Reply.of(connections.run(call.withAll(Reply.FIELDS)));
  }

  private static @Nullable Taken taken(String id, Reply reply) {
    return reply.required(0).equals("taken")
        ? new Taken(reply.list(2).task(id, 0), reply.bytes(3))
        : null;
  }

  @Nullable Taken claim(String node, Set<String> types) {
    for (Candidate candidate : oldestFirst(types)) {
      String id = candidate.id();
      Reply reply = take(Call.of(Script.TAKE, keys.task(id)).with("").with(node));
      if (reply.required(0).equals("refused")) {
        continue;
      }
      Index index = new Index(keys).claimed(id, candidate.type());
      Taken taken = taken(id, reply);
      connections.run((taken == null ? index : index.on(id, node)).calls());
      if (taken != null) {
        return taken;
      }
    }
    return null;
  }

  private List<Candidate> oldestFirst(Set<String> types) {
    List<String> names = List.copyOf(types);
    List<Call> calls = new ArrayList<>(names.size());
    for (String type : names) {
      calls.add(
          Call.of(Command.ZRANGE, keys.pending(type))
              .with(0)
              .with(CANDIDATES - 1)
              .with("WITHSCORES"));
    }
    List<Candidate> candidates = new ArrayList<>();
    List<@Nullable Object> answers = connections.run(calls);
    for (int i = 0; i < answers.size(); i++) {
      Reply reply = Reply.of(answers.get(i));
      for (int k = 0; k < reply.size(); k += 2) {
        double accepted = Double.parseDouble(reply.required(k + 1));
        candidates.add(new Candidate(reply.required(k), names.get(i), accepted));
      }
    }
    candidates.sort(Comparator.comparingDouble(Candidate::accepted));
    return candidates;
  }

  private record Candidate(String id, String type, double accepted) {}

  /** For the sweep: whether a record is one that waits for any server. */
  static boolean waitsForAny(TaskRecord task) {
    return task.status() == TaskStatus.PENDING && task.node() == null;
  }
}
