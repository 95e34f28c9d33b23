package dev.taskwire.it.consumer;

import dev.taskwire.OfType;
import dev.taskwire.TaskEvent;
import dev.taskwire.TaskService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down what the shop's observers are told. Thread-safe. */
@ApplicationScoped
public class Ledger {
  private final Map<String, List<String>> ofCounts = new ConcurrentHashMap<>();
  private final Semaphore ends = new Semaphore(0);
  private final AtomicInteger untimely = new AtomicInteger();
  private final Semaphore all = new Semaphore(0);
  private final CountDownLatch forEver = new CountDownLatch(1);

  @Inject private TaskService tasks;

  void onCount(@ObservesAsync @OfType("count") TaskEvent event) {
    boolean shown =
        tasks
            .getTaskStatus(event.taskId())
            .map(task -> task.status().isTerminal() || !event.eventType().isTerminal())
            .orElse(false);
    if (!shown) {
      untimely.incrementAndGet();
    }
    ofCounts
        .computeIfAbsent(event.taskId(), unused -> new ArrayList<>())
        .add(event.eventType().wireName() + " " + event.data());
    if (event.eventType().isTerminal()) {
      ends.release();
    }
  }

  void onAny(@ObservesAsync TaskEvent event) {
    all.release();
  }

  void onAnyAndFail(@ObservesAsync @OfType("failing-observer") TaskEvent event) {
    throw new IllegalStateException("This observer fails on purpose");
  }

  void onCountForEver(@ObservesAsync @OfType("count") TaskEvent event) throws InterruptedException {
    forEver.await();
  }

  /** What was told of each task of the type {@code count}. */
  public Map<String, List<String>> ofCounts() {
    return ofCounts;
  }

  /** Waits for that many ends of tasks of the type {@code count}. */
  public boolean awaitEnds(int count) throws InterruptedException {
    return ends.tryAcquire(count, 2, TimeUnit.MINUTES);
  }

  /** How many events came before the service showed what they tell. */
  public int untimely() {
    return untimely.get();
  }

  /** Waits for that many events of all types. */
  public boolean awaitAll(int count) throws InterruptedException {
    return all.tryAcquire(count, 2, TimeUnit.MINUTES);
  }

  /** Lets the observer go on that waits for ever. */
  public void release() {
    forEver.countDown();
  }
}
