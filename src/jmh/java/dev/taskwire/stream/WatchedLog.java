package dev.taskwire.stream;

import dev.taskwire.log.EventLog;
import dev.taskwire.log.LogCursor;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A broadcaster with any number of watchers that read whatever comes, on real delivery loops. */
public final class WatchedLog implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final DeliveryLoops loops = new DeliveryLoops(threads, System::nanoTime);
  private final TaskBroadcaster broadcaster;

  /** A log of {@code capacity} events with {@code watchers} readers. */
  public WatchedLog(int capacity, int watchers) {
    EventLog log = new EventLog("00000000-0000-0000-0000-000000000000", capacity);
    broadcaster = new TaskBroadcaster(log, loops);
    for (int i = 0; i < loops.count(); i++) {
      threads.execute(loops.get(i));
    }
    for (int i = 0; i < watchers; i++) {
      broadcaster.watchers().add(new Reader(log, loops.assign()));
    }
  }

  /** What wakes the watchers. */
  public TaskBroadcaster broadcaster() {
    return broadcaster;
  }

  @Override
  public void close() throws InterruptedException {
    loops.stop(1000);
    threads.shutdownNow();
  }

  private static final class Reader implements Watcher {
    private final EventLog log;
    private final int loopIndex;
    private final LogCursor cursor = new LogCursor(0);

    Reader(EventLog log, int loopIndex) {
      this.log = log;
      this.loopIndex = loopIndex;
    }

    @Override
    public int loopIndex() {
      return loopIndex;
    }

    @Override
    public void woken() {
      while (log.read(cursor)) {
        Thread.onSpinWait();
      }
    }
  }
}
