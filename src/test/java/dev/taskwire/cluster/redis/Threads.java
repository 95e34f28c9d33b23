package dev.taskwire.cluster.redis;

import java.util.concurrent.ThreadFactory;

/** Threads for tests, which keep nothing alive. */
final class Threads {
  static final ThreadFactory DAEMONS =
      work -> {
        Thread thread = new Thread(work, "bell");
        thread.setDaemon(true);
        return thread;
      };

  private Threads() {}
}
