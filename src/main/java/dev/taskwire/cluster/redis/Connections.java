package dev.taskwire.cluster.redis;

import dev.taskwire.cluster.protocol.EngineUnavailableException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.providers.ConnectionProvider;

/**
 * Runs calls: one alone, several in one pipeline; whatever goes wrong is an engine that is not
 * available. Thread-safe.
 */
final class Connections implements AutoCloseable {
  private final UnifiedJedis jedis;
  private final ConnectionProvider provider;

  /**
   * Creates them.
   *
   * @param jedis what runs calls
   * @param provider where it has its connections from
   */
  Connections(UnifiedJedis jedis, ConnectionProvider provider) {
    this.jedis = jedis;
    this.provider = provider;
  }

  /** Runs one call. The answer is bytes, a number, a list of such, or nothing. */
  @Nullable Object run(Call call) {
    try {
      return alone(call, false);
    } catch (JedisException failure) {
      throw unavailable(failure);
    }
  }

  /** Runs calls in one pipeline. Their answers, in their order. */
  List<@Nullable Object> run(List<Call> calls) {
    List<@Nullable Object> answers = new ArrayList<>(calls.size());
    if (calls.size() == 1) {
      answers.add(run(calls.get(0)));
      return answers;
    }
    if (calls.isEmpty()) {
      return answers;
    }
    try {
      List<Response<Object>> responses = new ArrayList<>(calls.size());
      try (AbstractPipeline pipeline = jedis.pipelined()) {
        for (Call call : calls) {
          responses.add(pipeline.executeCommand(call.toCommand(false)));
        }
        pipeline.sync();
      }
      for (int i = 0; i < calls.size(); i++) {
        answers.add(answer(responses.get(i), calls.get(i)));
      }
      return answers;
    } catch (JedisException | IllegalStateException failure) {
      // the pipeline of a Redis Cluster leaves out the answers of a server that is not there
      throw unavailable(failure);
    }
  }

  private @Nullable Object answer(Response<Object> response, Call call) {
    try {
      return response.get();
    } catch (JedisNoScriptException restarted) {
      return alone(call, true);
    } catch (JedisRedirectionException | JedisClusterException moved) {
      return alone(call, false);
    }
  }

  private @Nullable Object alone(Call call, boolean whole) {
    try {
      return jedis.executeCommand(call.toCommand(whole));
    } catch (JedisNoScriptException restarted) {
      return jedis.executeCommand(call.toCommand(true));
    }
  }

  /**
   * Listens until the subscription ends or breaks. Nobody gets that connection after it: it may be
   * subscribed still, or have answers that were not waited for, of a ping, say; whoever ran a call
   * on it would take them for his own.
   */
  void subscribe(JedisPubSub listener, String channel) {
    try (Connection connection = provider.getConnection()) {
      try {
        listener.proceed(connection, channel);
      } finally {
        connection.setBroken();
      }
    }
  }

  /** The message of the engine can hold addresses; its first word is the kind of the failure. */
  static EngineUnavailableException unavailable(RuntimeException failure) {
    String message = failure.getMessage();
    if (failure instanceof JedisDataException && message != null) {
      String refused = "The engine refused (" + message.split("[^A-Z]", 2)[0] + ").";
      return new EngineUnavailableException(refused, failure);
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        // of this machine's TLS: about certificates and protocols
        String untrusted = "The engine cannot be reached by TLS: " + cause.getMessage();
        return new EngineUnavailableException(untrusted, failure);
      }
    }
    return new EngineUnavailableException("The engine cannot be reached.", failure);
  }

  @Override
  public void close() {
    jedis.close();
  }
}
