package dev.taskwire.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskEvent;
import dev.taskwire.TaskEventType;
import dev.taskwire.TaskStatus;
import dev.taskwire.engine.TaskFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each observer is told of the beginning and of the end of each task, once and in order. */
class TaskNewsTest {
  private final Queue<Runnable> jobs = new ArrayDeque<>();
  private final List<String> heard = new ArrayList<>();
  private final ObserverQueue queue = new ObserverQueue(jobs::add, this::hear);
  private final TaskNews news = new TaskNews(type -> List.of(queue));

  private void hear(TaskEvent event) {
    heard.add(event.taskId() + " " + event.eventType().wireName());
  }

  private void runAll() {
    while (!jobs.isEmpty()) {
      jobs.remove().run();
    }
  }

  @Test
  void task_thatRan_isToldOfInOrder() {
    Task task = new Task("a", true);
    news.started(task);
    news.finished(task);
    assertEquals(2, queue.behind());
    runAll();
    assertEquals(List.of("a task_started", "a task_completed"), heard);
    assertEquals(0, queue.behind());
  }

  @Test
  void end_thatIsToldBeforeTheBeginning_comesAfterItAllTheSame() {
    Task task = new Task("a", true);
    news.finished(task);
    news.started(task);
    runAll();
    assertEquals(List.of("a task_started", "a task_completed"), heard);
  }

  @Test
  void task_thatNeverRan_hasAnEndOnly() {
    news.finished(new Task("a", false));
    runAll();
    assertEquals(List.of("a task_completed"), heard);
  }

  @Test
  void observer_thatThrows_isToldOfTheNext() {
    Consumer<TaskEvent> failing =
        event -> {
          hear(event);
          throw new IllegalStateException("made by the test");
        };
    ObserverQueue one = new ObserverQueue(jobs::add, failing);
    TaskNews failingNews = new TaskNews(type -> List.of(one));
    failingNews.started(new Task("a", true));
    failingNews.finished(new Task("a", true));
    runAll();
    assertEquals(2, heard.size());
    assertEquals(0, one.behind());
  }

  @Test
  void observer_thatHasNoThread_getsOneWithALaterTick() {
    AtomicInteger refusals = new AtomicInteger(1);
    ObserverQueue one =
        new ObserverQueue(
            job -> {
              if (refusals.getAndDecrement() > 0) {
                throw new RejectedExecutionException("made by the test");
              }
              jobs.add(job);
            },
            this::hear);
    new TaskNews(type -> List.of(one)).finished(new Task("a", false));
    new TaskNews(type -> List.of(one)).finished(new Task("b", false));
    runAll();
    assertEquals(List.of(), heard);
    one.unstrand();
    runAll();
    assertEquals(List.of("a task_completed", "b task_completed"), heard);
  }

  @Test
  void observer_thatIsStuck_holdsUpNoOther() {
    ObserverQueue stuck = new ObserverQueue(job -> {}, this::hear);
    TaskNews both = new TaskNews(type -> List.of(stuck, queue));
    both.finished(new Task("a", false));
    runAll();
    assertEquals(List.of("a task_completed"), heard);
    assertTrue(stuck.behind() > 0);
  }

  /** With real threads: nothing is lost or told twice, whatever races. */
  @Test
  void queue_filledByMany_tellsEachOnce() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    int each = 5_000;
    int writers = 4;
    CountDownLatch all = new CountDownLatch(each * writers);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ObserverQueue busy =
        new ObserverQueue(
            threads,
            event -> {
              most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
              all.countDown();
              atOnce.decrementAndGet();
            });
    CyclicBarrier go = new CyclicBarrier(writers);
    for (int i = 0; i < writers; i++) {
      threads.execute(
          () -> {
            awaitUnchecked(go);
            for (int n = 0; n < each; n++) {
              busy.add(new Task("a", false)::endEvent);
            }
          });
    }
    all.await();
    threads.shutdown();
    assertEquals(1, most.get());
  }

  private static void awaitUnchecked(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private record Task(String id, boolean hasRun) implements TaskFacts {
    @Override
    public TaskEvent startEvent() {
      return new TaskEvent(1, TaskEventType.TASK_STARTED, id, Instant.EPOCH, null);
    }

    @Override
    public TaskEvent endEvent() {
      return new TaskEvent(2, TaskEventType.TASK_COMPLETED, id, Instant.EPOCH, null);
    }

    @Override
    public String type() {
      return "copy";
    }

    @Override
    public TaskStatus status() {
      return TaskStatus.COMPLETED;
    }

    @Override
    public @Nullable String failureCode() {
      return null;
    }

    @Override
    public boolean isAbandoned() {
      return false;
    }

    @Override
    public Duration waited() {
      return Duration.ZERO;
    }

    @Override
    public Duration ran() {
      return Duration.ZERO;
    }

    @Override
    public Duration timeout() {
      return Duration.ZERO;
    }

    @Override
    public long events() {
      return 2;
    }

    @Override
    public long droppedEvents() {
      return 0;
    }
  }
}
