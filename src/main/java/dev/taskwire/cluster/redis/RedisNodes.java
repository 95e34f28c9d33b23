package dev.taskwire.cluster.redis;

import dev.taskwire.cluster.protocol.Answer;
import dev.taskwire.cluster.protocol.Beat;
import dev.taskwire.cluster.protocol.BeatAnswer;
import dev.taskwire.cluster.protocol.NodeBeat;
import dev.taskwire.cluster.protocol.NodeDescription;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** The servers, their heartbeats and verdicts. Thread-safe. */
final class RedisNodes {
  private static final NodeDescription NOBODY =
      new NodeDescription("", false, 0, 0, 0, false, Set.of());

  private final Connections connections;
  private final Keys keys;

  RedisNodes(Connections connections, Keys keys) {
    this.connections = connections;
    this.keys = keys;
  }

  BeatAnswer beat(Beat beat) {
    Call alive =
        Call.of(Script.BEAT, keys.nodes())
            .with(beat.node())
            .with(beat.counter())
            .with(beat.since())
            .with(NodeText.of(beat.description()));
    Call handled = Call.of(Command.SREM, keys.intents(beat.node())).withAll(beat.handled());
    Call wanted = Call.of(Command.SMEMBERS, keys.intents(beat.node()));
    Call protocol = Call.of(Command.PEXPIRE, keys.protocol()).with(Life.OPEN);
    List<@Nullable Object> answers =
        connections.run(
            beat.handled().isEmpty()
                ? List.of(alive, wanted, protocol)
                : List.of(alive, handled, wanted, protocol));
    Reply reply = Reply.of(answers.get(0));
    Set<String> intents = new HashSet<>(Reply.of(answers.get(answers.size() - 2)).texts());
    return new BeatAnswer(
        reply.answer(0), reply.number(1), nodes(reply.list(2)), reply.number(3), intents);
  }

  private static Map<String, NodeBeat> nodes(Reply hash) {
    Map<String, NodeBeat> nodes = new HashMap<>();
    for (int i = 0; i < hash.size(); i += 2) {
      nodes.put(hash.required(i), NodeText.parse(hash.required(i + 1)));
    }
    return nodes;
  }

  /** Those that are not lost. */
  static Set<String> present(Reply hash) {
    Set<String> present = new HashSet<>();
    nodes(hash)
        .forEach(
            (node, beat) -> {
              if (!beat.lost()) {
                present.add(node);
              }
            });
    return present;
  }

  boolean remembers(String node, long since) {
    String text = Reply.text(connections.run(Call.of(Command.HGET, keys.nodes()).with(node)));
    return text != null && NodeText.since(text) == since;
  }

  Answer declareLost(String by, String node, long counter) {
    Object word =
        connections.run(
            Call.of(Script.LOST, keys.nodes())
                .with(node)
                .with(counter)
                .with(NodeText.of(NOBODY))
                .with(by));
    String text = Reply.text(word);
    return Answer.valueOf(text == null ? "UNKNOWN" : text.toUpperCase(Locale.ROOT));
  }

  Set<String> openTasks(String node) {
    Object members = connections.run(Call.of(Command.SMEMBERS, keys.tasksOf(node)));
    return new HashSet<>(Reply.of(members).texts());
  }
}
