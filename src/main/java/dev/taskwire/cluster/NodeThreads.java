package dev.taskwire.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/** The threads that a server among others works on. To be started and awaited once. */
final class NodeThreads {
  private static final long LONGEST_JOIN_MILLIS = 500;

  private volatile List<Thread> threads = List.of();

  void start(ThreadFactory factory, List<Runnable> jobs) {
    List<Thread> made = new ArrayList<>();
    for (Runnable job : jobs) {
      made.add(factory.newThread(job));
    }
    threads = List.copyOf(made);
    threads.forEach(Thread::start);
  }

  /** Waits for them, for a while: nothing is to be written by them after this server has left. */
  void await() {
    try {
      for (Thread thread : threads) {
        LockSupport.unpark(thread);
        thread.join(LONGEST_JOIN_MILLIS);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
