package dev.taskwire.cluster.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.ClusterCommandArguments;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol.Command;

/** One command or script with its keys and arguments. Confined to one thread until it is run. */
final class Call {
  private static final byte[] NOTHING = {};

  private final @Nullable Command command;
  private final @Nullable Script script;
  private final String[] keys;
  private final List<byte[]> arguments = new ArrayList<>();

  private Call(@Nullable Command command, @Nullable Script script, String... keys) {
    this.command = command;
    this.script = script;
    this.keys = keys;
  }

  static Call of(Command command, String key) {
    return new Call(command, null, key);
  }

  static Call of(Script script, String... keys) {
    return new Call(null, script, keys);
  }

  /** Adds an argument; no text counts as an empty one. */
  Call with(@Nullable String text) {
    return with(text == null ? NOTHING : text.getBytes(UTF_8));
  }

  Call with(long number) {
    return with(Long.toString(number));
  }

  Call with(boolean flag) {
    return with(flag ? "1" : "0");
  }

  Call with(byte[] bytes) {
    arguments.add(bytes);
    return this;
  }

  Call withAll(Collection<String> texts) {
    texts.forEach(this::with);
    return this;
  }

  /** Two arguments: whether there are bytes, and the bytes. */
  Call withOptional(byte @Nullable [] bytes) {
    return with(bytes != null).with(bytes == null ? NOTHING : bytes);
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static byte[] bytes(long number) {
    return bytes(Long.toString(number));
  }

  /**
   * As the client sends it.
   *
   * @param whole whether to send a script's source instead of its digest
   */
  CommandObject<Object> toCommand(boolean whole) {
    CommandArguments line;
    if (script == null) {
      line = new ClusterCommandArguments(command);
    } else {
      line = new ClusterCommandArguments(whole ? Command.EVAL : Command.EVALSHA);
      line.add(whole ? script.source() : script.digest()).add(keys.length);
    }
    for (String key : keys) {
      line.key(key);
    }
    arguments.forEach(line::add);
    return new CommandObject<>(line, BuilderFactory.RAW_OBJECT);
  }
}
