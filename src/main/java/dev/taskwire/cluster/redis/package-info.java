/**
 * The engine on Redis or Valkey, by Jedis: keys, scripts, connections. All of a task is in one slot
 * of a Redis Cluster; every key has an expiry. Nothing else knows the client, and nothing of this
 * package is loaded unless {@code tasks.cluster=redis}. Depends on {@code dev.taskwire} and {@code
 * dev.taskwire.cluster.protocol}.
 */
@NullMarked
package dev.taskwire.cluster.redis;

import org.jspecify.annotations.NullMarked;
