package dev.taskwire.health;

import dev.taskwire.engine.TaskFacts;
import dev.taskwire.engine.TaskListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Notices that tasks wait while no worker comes back. Thread-safe. */
@ApplicationScoped
public class WorkerWatch implements TaskListener {
  private final Set<TaskFacts> waiting = ConcurrentHashMap.newKeySet();
  private final Set<TaskFacts> running = ConcurrentHashMap.newKeySet();
  private final LongSupplier nanoTime;
  private volatile long lastMove;

  /** Creates a watch by the system's clock. */
  public WorkerWatch() {
    this(System::nanoTime);
  }

  WorkerWatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastMove = nanoTime.getAsLong();
  }

  @Override
  public void accepted(TaskFacts task) {
    // not while others wait already: starts that keep coming are no sign of life
    if (running.isEmpty() && waiting.isEmpty()) {
      lastMove = nanoTime.getAsLong();
    }
    waiting.add(task);
  }

  @Override
  public void started(TaskFacts task) {
    lastMove = nanoTime.getAsLong();
    waiting.remove(task);
    running.add(task);
    if (task.status().isTerminal()) {
      // it was ended from outside before this was told, and is in nobody's list again
      running.remove(task);
    }
  }

  @Override
  public void finished(TaskFacts task) {
    waiting.remove(task);
    if (running.remove(task)) {
      lastMove = nanoTime.getAsLong();
    }
  }

  /** Tasks whose code runs, given up ones not counted. */
  int running() {
    return running.size();
  }

  /** Since when no task began or ended, though one waits. */
  Duration sinceMove() {
    return Duration.ofNanos(nanoTime.getAsLong() - lastMove);
  }

  /**
   * Since when no task began or ended, if none of those that run is within its time; zero if one
   * is: then a worker is going to come back.
   *
   * @param grace how long a task may take to stop when its time is over
   */
  Duration stalledFor(Duration grace) {
    boolean someWorks =
        running.stream()
            .anyMatch(
                task ->
                    task.timeout().isZero()
                        || task.ran().compareTo(task.timeout().plus(grace)) <= 0);
    return someWorks ? Duration.ZERO : sinceMove();
  }
}
