package dev.taskwire.cluster.redis;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.JedisSentineled;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.providers.SentineledConnectionProvider;

/**
 * Makes the client that an engine needs: it asks the first of the addresses that answers whether it
 * is one server, a Sentinel, or part of a Cluster. Immutable.
 */
final class Clients {
  private static final Logger LOG = Logger.getLogger(Clients.class.getName());
  private static final int TIMEOUT_MILLIS = 2000;
  private static final int CONNECTIONS = 16;
  private static final int CLUSTER_ATTEMPTS = 3;

  private final EngineAddress address;
  private final Duration heartbeat;

  Clients(EngineAddress address, Duration heartbeat) {
    this.address = address;
    this.heartbeat = heartbeat;
  }

  Connections connect() {
    Set<HostAndPort> hosts = new HashSet<>(address.hosts());
    JedisConnectionException away = null;
    for (HostAndPort host : address.hosts()) {
      try {
        ServerFacts facts = ask(host);
        return switch (facts.mode()) {
          case "cluster" -> {
            facts.check();
            refuseDatabase();
            ClusterConnectionProvider nodes =
                new ClusterConnectionProvider(hosts, config(true), pool());
            Duration longest = Duration.ofMillis(2L * TIMEOUT_MILLIS);
            yield new Connections(new JedisCluster(nodes, CLUSTER_ATTEMPTS, longest), nodes);
          }
          case "sentinel" -> {
            SentineledConnectionProvider master =
                new SentineledConnectionProvider(
                    master(host), config(true), pool(), hosts, config(false));
            yield new Connections(new JedisSentineled(master), master);
          }
          default -> {
            facts.check();
            refuseSeveral();
            PooledConnectionProvider server =
                new PooledConnectionProvider(host, config(true), pool());
            yield new Connections(new JedisPooled(server), server);
          }
        };
      } catch (JedisConnectionException unreachable) {
        away = unreachable;
      } catch (JedisDataException refusal) {
        throw refused(refusal);
      }
    }
    throw away == null ? new JedisConnectionException("no address") : away;
  }

  /** A Sentinel mostly wants no password, and is asked without one if it does not like it. */
  private ServerFacts ask(HostAndPort host) {
    try (Jedis jedis = new Jedis(host, config(true))) {
      return ServerFacts.parse(jedis.info());
    } catch (JedisDataException refusal) {
      try (Jedis jedis = new Jedis(host, config(false))) {
        ServerFacts facts = ServerFacts.parse(jedis.info());
        if (facts.mode().equals("sentinel")) {
          return facts;
        }
        throw refusal;
      } catch (JedisDataException again) {
        throw refusal;
      }
    }
  }

  private String master(HostAndPort sentinel) {
    String named = address.sentinelMaster();
    if (named != null) {
      return named;
    }
    try (Jedis jedis = new Jedis(sentinel, config(false))) {
      List<Map<String, String>> masters = jedis.sentinelMasters();
      String only = masters.size() == 1 ? masters.get(0).get("name") : null;
      if (only == null) {
        throw new IllegalStateException(
            "The Sentinel of tasks.cluster.url watches %d groups of servers: say which one with ?sentinel-master=…"
                .formatted(masters.size()));
      }
      return only;
    }
  }

  private void refuseDatabase() {
    if (address.database() != 0) {
      throw new IllegalStateException(
          "A Redis Cluster has one database only, but tasks.cluster.url names another.");
    }
  }

  private void refuseSeveral() {
    if (address.hosts().size() > 1) {
      throw new IllegalStateException(
          "Several addresses in tasks.cluster.url are for Sentinel and Cluster, but there is a single server.");
    }
  }

  private static IllegalStateException refused(JedisDataException refusal) {
    String message = refusal.getMessage();
    String kind = message == null ? "" : message.split("[^A-Z]", 2)[0];
    LOG.fine(() -> "The engine refused: " + kind);
    return new IllegalStateException(
        "The engine of tasks.cluster.url does not accept the user and password that are given, or that none are given (%s)."
            .formatted(kind));
  }

  /**
   * How to connect.
   *
   * @param login whether to say who we are
   */
  private JedisClientConfig config(boolean login) {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(TIMEOUT_MILLIS)
            .socketTimeoutMillis(TIMEOUT_MILLIS)
            .blockingSocketTimeoutMillis((int) Math.max(5000, 3 * heartbeat.toMillis()))
            .ssl(address.tls())
            .clientName("taskwire");
    if (address.tls()) {
      SSLParameters parameters = new SSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      config.sslParameters(parameters);
    }
    if (login) {
      withLogin(config, address.user(), address.password());
      config.database(address.database());
    }
    return config.build();
  }

  private static void withLogin(
      DefaultJedisClientConfig.Builder config, @Nullable String user, @Nullable String password) {
    if (password != null) {
      config.user(user).password(password);
    }
  }

  private static ConnectionPoolConfig pool() {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxIdle(CONNECTIONS);
    pool.setJmxEnabled(false);
    pool.setMaxWait(Duration.ofMillis(TIMEOUT_MILLIS));
    return pool;
  }
}
