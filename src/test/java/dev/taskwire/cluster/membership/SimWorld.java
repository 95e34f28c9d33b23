package dev.taskwire.cluster.membership;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time: what happens, in an order that a seed decides. A call of the engine may take time,
 * in which everything else goes on, on other threads of the same server too. Confined to one
 * thread.
 */
final class SimWorld {
  private static final int DEEPEST = 4;

  final Random random;
  private final PriorityQueue<Event> queue =
      new PriorityQueue<>(Comparator.comparingLong(Event::micros).thenComparingLong(Event::order));
  private long micros = 1_000_000_000L;
  private long order;
  private int depth;
  private long steps;

  SimWorld(long seed) {
    this.random = new Random(seed);
  }

  long micros() {
    return micros;
  }

  long nanos() {
    return micros * 1000 - Long.MAX_VALUE / 2;
  }

  long steps() {
    return steps;
  }

  /** Whether something happens that has this chance. */
  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A time between two, in milliseconds, as microseconds. */
  long between(long leastMillis, long mostMillis) {
    return leastMillis * 1000 + (long) (random.nextDouble() * (mostMillis - leastMillis) * 1000);
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Does something later, on no server. */
  void later(long delayMicros, Runnable work) {
    later(delayMicros, null, 0, work);
  }

  /** Does something later, on a thread of a server. */
  void later(long delayMicros, @Nullable SimServer server, int thread, Runnable work) {
    queue.add(new Event(micros + Math.max(0, delayMicros), order++, server, thread, work));
  }

  /** Lets time go on. */
  void run(long untilMicros) {
    depth++;
    while (!queue.isEmpty() && queue.element().micros() <= untilMicros) {
      Event event = queue.remove();
      micros = Math.max(micros, event.micros());
      happen(event);
    }
    micros = Math.max(micros, untilMicros);
    depth--;
  }

  private void happen(Event event) {
    SimServer server = event.server();
    if (server == null) {
      steps++;
      event.work().run();
      return;
    }
    if (server.isDead()) {
      return;
    }
    if (server.isOccupied(event.thread())) {
      server.waiting(event.thread()).add(event.work());
      return;
    }
    if (server.pausedUntil() > micros) {
      queue.add(new Event(server.pausedUntil(), order++, server, event.thread(), event.work()));
      return;
    }
    steps++;
    server.occupy(event.thread(), true);
    try {
      event.work().run();
    } catch (SimServer.Killed killed) {
      // its thread is gone with it
    } finally {
      server.occupy(event.thread(), false);
    }
    Runnable next = server.waiting(event.thread()).poll();
    if (next != null) {
      later(0, server, event.thread(), next);
    }
  }

  /** A call takes a while, if the world is not too deep in others already. */
  void takes(long delayMicros) {
    if (depth < DEEPEST) {
      run(micros + delayMicros);
    }
  }

  private record Event(
      long micros, long order, @Nullable SimServer server, int thread, Runnable work) {}

  /** A copy of a list in random order. */
  <T> List<T> shuffled(List<T> list) {
    List<T> copy = new ArrayList<>(list);
    java.util.Collections.shuffle(copy, random);
    return copy;
  }
}
