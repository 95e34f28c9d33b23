package dev.taskwire.stream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A thread that writes to the streams assigned to it: one of a few, so that a task's own thread
 * never touches a socket.
 *
 * <p>{@link #wake} and {@link #wakeSoon} may be called from any thread and cost the caller a queue
 * entry, and a system call if the thread sleeps; everything else about a stream happens on the
 * loop's thread, which is why the streams need no locks.
 */
final class DeliveryLoop implements Runnable {
  /*
   * The queue holds each Deliverable at most once (its claim), so it is bounded by the open streams and watched tasks.
   * `rest` is set before the last look into the queue; a waker adds first and reads `rest` after, so one of the two sees the
   * other and no wake-up is lost. One that is lost all the same, because the waker ran out of stack or a delivery to many broke off,
   * is made up for by the tick, at which each stream looks for itself.
   * A task that reports every few microseconds would pay a system call for each report, to wake a thread that had just fallen asleep. So
   * when a sleep was that short, the next one is a nap, which reports do not disturb: they are all sent after it.
   * `closing` is raised before the streams are closed; add() puts its stream in first and reads `closing` after, so a stream is closed
   * or refused, and none is left on a loop that has ended.
   */
  private static final Logger LOG = Logger.getLogger(DeliveryLoop.class.getName());
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long NAP = TimeUnit.MICROSECONDS.toNanos(10);
  private static final long SHORT_SLEEP = TimeUnit.MICROSECONDS.toNanos(50);

  /** Whether the thread rests, and who may wake it. */
  private enum Rest {
    /** It works. */
    NONE,
    /** A short and fixed while: the clients wake it, the tasks do not. */
    NAP,
    /** Until somebody wakes it, or to the next tick. */
    SLEEP
  }

  private final ReadyQueue ready = new ReadyQueue();
  private final Set<EventStreamSink> sinks = ConcurrentHashMap.newKeySet();
  private final Set<Runnable> ticks = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Executor executor;
  private final LongSupplier nanoTime;
  private final DeliveryPulse pulse;
  private volatile boolean started;
  private volatile @Nullable Thread thread;
  private volatile Rest rest = Rest.NONE;
  private volatile boolean closing;
  private volatile boolean stopping;
  private long nextTick;
  private boolean tasksAreFast;

  DeliveryLoop(Executor executor, LongSupplier nanoTime) {
    this.executor = executor;
    this.nanoTime = nanoTime;
    this.pulse = new DeliveryPulse(nanoTime);
  }

  /** Has it delivered as soon as possible. */
  void wake(Deliverable deliverable) {
    if (deliverable.claim()) {
      ready.add(deliverable);
      if (rest != Rest.NONE) {
        LockSupport.unpark(thread);
      }
    }
  }

  /** The same for a caller to whom it is worth less than a system call, if it comes often. */
  void wakeSoon(Deliverable deliverable) {
    if (deliverable.claim()) {
      ready.add(deliverable);
      if (rest == Rest.SLEEP) {
        LockSupport.unpark(thread);
      }
    }
  }

  /**
   * Takes on a stream, without waking it. What is thrown if the server gives the loop no thread is
   * the executor's; the next stream asks again.
   *
   * @return {@code false} if the streams are being closed
   */
  boolean add(EventStreamSink sink) {
    start();
    sinks.add(sink);
    boolean refused = closing;
    if (refused) {
      sinks.remove(sink);
    }
    return !refused;
  }

  private synchronized void start() {
    if (!started && !closing) {
      executor.execute(this);
      started = true;
    }
  }

  /** Measures the way to a thread that writes, if the loop has one. */
  void pulse(LongConsumer delayNanos) {
    if (started) {
      pulse.send(this, delayNanos);
    }
  }

  /** How long a pulse has been waiting for the thread, in nanoseconds; 0 if none is. */
  long silence() {
    return pulse.silence();
  }

  void remove(EventStreamSink sink) {
    sinks.remove(sink);
  }

  /** Ends every stream after what it has still to send, without waiting; takes on no more. */
  void closeSinks() {
    closing = true;
    sinks.forEach(EventStreamSink::close);
  }

  boolean hasSinks() {
    return !sinks.isEmpty();
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    nextTick = nanoTime.getAsLong() + TICK;
    try {
      while (!stopping) {
        try {
          turn();
        } catch (Throwable failure) {
          report(failure);
        }
      }
      sinks.forEach(DeliveryLoop::cut);
    } finally {
      ended.countDown();
    }
  }

  private void turn() {
    Deliverable next = ready.poll();
    if (next != null) {
      next.run();
    }
    long now = nanoTime.getAsLong();
    if (now - nextTick >= 0) {
      nextTick = now + TICK;
      ticks.forEach(DeliveryLoop::tick);
      for (EventStreamSink sink : sinks) {
        tick(sink, now);
      }
    }
    if (next == null) {
      pause(now);
    }
  }

  /** Has something done on each tick, on the loop's thread. */
  void addTick(Runnable action) {
    ticks.add(action);
  }

  void removeTick(Runnable action) {
    ticks.remove(action);
  }

  private static void tick(Runnable action) {
    try {
      action.run();
    } catch (Throwable failure) {
      report(failure);
    }
  }

  private static void tick(EventStreamSink sink, long now) {
    try {
      sink.tick(now);
    } catch (Throwable failure) {
      report(failure);
    }
  }

  /** Its client did not take the rest in time, and the application goes away. */
  private static void cut(EventStreamSink sink) {
    try {
      sink.finish(StreamEnd.SLOW);
    } catch (Throwable failure) {
      report(failure);
    }
  }

  /** Stops the thread and waits for it, for {@code timeoutNanos} at most. */
  boolean stop(long timeoutNanos) throws InterruptedException {
    stopping = true;
    LockSupport.unpark(thread);
    return !started || ended.await(timeoutNanos, TimeUnit.NANOSECONDS);
  }

  private void pause(long now) {
    if (tasksAreFast) {
      tasksAreFast = false;
      rest(Rest.NAP, Math.min(NAP, nextTick - now));
    } else {
      rest(Rest.SLEEP, nextTick - now);
      tasksAreFast = nanoTime.getAsLong() - now < SHORT_SLEEP;
    }
  }

  private void rest(Rest how, long nanos) {
    // an interrupt that somebody's code left here would end every rest at once
    Thread.interrupted();
    rest = how;
    Thread.interrupted(); // nobody means this thread, and it would not rest at all any more
    if (ready.isEmpty() && !stopping) {
      LockSupport.parkNanos(this, nanos);
    }
    rest = Rest.NONE;
  }

  /** Whatever one delivery does, also for want of memory: the loop goes on for all others. */
  private static void report(Throwable failure) {
    try {
      LOG.log(Level.WARNING, "A delivery to event streams failed: {0}", failure.getClass());
      LOG.log(Level.FINE, "The failure of the delivery", failure);
    } catch (Throwable unheard) {
      // there is no memory even to say so, or the server's log is broken
    }
  }
}
