package dev.taskwire.cluster.redis;

import dev.taskwire.cluster.protocol.BellListener;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Hears one server's bell: a thread that is subscribed to its channel, again and again until it is
 * closed. Thread-safe.
 */
final class Bell extends JedisPubSub implements Runnable {
  /*
   * A cut by silence shows only if something is to come: with each heartbeat a ping is sent on the subscribed connection, and the read
   * has a time-out that is longer than some of these. After each subscription bells may have been missed, the first one included.
   */
  private static final Logger LOG = Logger.getLogger(Bell.class.getName());
  private static final long PAUSE_MILLIS = 250;

  private final Connections connections;
  private final String channel;
  private final BellListener listener;
  private final CountDownLatch closed = new CountDownLatch(1);

  Bell(Connections connections, String channel, BellListener listener) {
    this.connections = connections;
    this.channel = channel;
    this.listener = listener;
  }

  void start(ThreadFactory threads) {
    threads.newThread(this).start();
  }

  @Override
  public void run() {
    while (!isClosed()) {
      try {
        connections.subscribe(this, channel);
      } catch (JedisException broken) {
        LOG.log(Level.FINE, "The bell is silent, and is listened to again", broken);
      }
      pause();
    }
  }

  private void pause() {
    try {
      closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      closed.countDown();
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  @Override
  public void onSubscribe(String subscribed, int count) {
    if (isClosed()) {
      unsubscribe();
    }
    listener.missed();
  }

  @Override
  public void onMessage(String from, String ids) {
    listener.rung(ids.isEmpty() ? List.of() : List.of(ids.split(" ")));
  }

  /** Makes sure that the connection is heard of, or found to be cut. */
  void check() {
    try {
      if (isSubscribed()) {
        ping();
      }
    } catch (JedisException broken) {
      LOG.log(Level.FINE, "The bell is silent", broken);
    }
  }

  void close() {
    closed.countDown();
    try {
      if (isSubscribed()) {
        unsubscribe();
      }
    } catch (JedisException broken) {
      LOG.log(Level.FINE, "The bell was silent already", broken);
    }
  }
}
