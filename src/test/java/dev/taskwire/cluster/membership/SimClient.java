package dev.taskwire.cluster.membership;

import org.jspecify.annotations.Nullable;

/** Somebody who watches a task, and reconnects to any server, with what it has seen. */
final class SimClient {
  final String task;
  private final SimWorld world;
  private final Cluster cluster;
  private @Nullable SimServer server;
  long seen;
  boolean ended;

  /** What a client meets. */
  interface Cluster {
    SimServer any();

    void received(SimClient client, long sequence, byte[] bytes, boolean terminal);

    void notFound(SimClient client, SimServer server);

    void complete(SimClient client);
  }

  SimClient(String task, SimWorld world, Cluster cluster) {
    this.task = task;
    this.world = world;
    this.cluster = cluster;
  }

  void connect() {
    if (ended) {
      return;
    }
    leave();
    SimServer next = cluster.any();
    server = next;
    // a request gets through to its server when that is there, and is tried elsewhere if it is not
    world.later(world.between(0, 5), next, SimServer.REQUESTS, () -> open(next));
    world.later(world.between(1000, 10_000), this::connect);
  }

  private void open(SimServer at) {
    if (server == at && !ended) {
      at.open(this);
    }
  }

  boolean isAt(SimServer at) {
    return server == at;
  }

  void leave() {
    if (server != null) {
      server.left(this);
      server = null;
    }
  }

  void receive(long sequence, byte[] bytes, boolean terminal) {
    cluster.received(this, sequence, bytes, terminal);
    seen = sequence;
    ended = terminal;
  }

  void notFound(SimServer at) {
    cluster.notFound(this, at);
  }

  void complete() {
    cluster.complete(this);
    ended = true;
  }
}
