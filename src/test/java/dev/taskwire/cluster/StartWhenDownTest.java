package dev.taskwire.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskRejectedException;
import dev.taskwire.TaskStatus;
import dev.taskwire.TaskType;
import dev.taskwire.cluster.ClusterSettings.StartWhenDown;
import dev.taskwire.cluster.protocol.BellListener;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.FaultyEngine;
import dev.taskwire.cluster.protocol.FaultyEngine.Fault;
import dev.taskwire.cluster.protocol.GrowingTime;
import dev.taskwire.cluster.protocol.InMemoryEngine;
import dev.taskwire.engine.SharingEngine;
import dev.taskwire.log.EventLog;
import dev.taskwire.log.RetainedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of starts while the engine is away, with {@code start-when-down=local}. */
@Timeout(60)
class StartWhenDownTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final InMemoryEngine shared = new InMemoryEngine(new GrowingTime(), BellListener::rung);
  private final FaultyEngine engineOfA = new FaultyEngine(shared);
  private final FaultyEngine engineOfB = new FaultyEngine(shared);
  private final CountDownLatch go = new CountDownLatch(1);
  private final SharingEngine a = server("a", engineOfA, StartWhenDown.LOCAL);
  private final SharingEngine b = server("b", engineOfB, StartWhenDown.REFUSE);

  private static SharingEngine server(String name, ClusterEngine engine, StartWhenDown whenDown) {
    ClusterSettings settings = TestSettings.of(name, 200, 1500, whenDown, true);
    return new SharingEngine(
        new Cluster(settings, threads -> engine),
        Map.of("tasks.max-workers", "2"),
        Duration.ZERO,
        List.of(Typed.class));
  }

  @BeforeEach
  void join() {
    await().until(() -> a.engine().shared().state().nodes().size() == 2);
    await().until(() -> b.engine().shared().state().nodes().size() == 2);
  }

  @AfterEach
  void stop() {
    go.countDown();
    away(Fault.NONE);
    a.stop();
    b.stop();
  }

  private void away(Fault fault) {
    engineOfA.fault(fault);
    engineOfB.fault(fault);
  }

  private String startOnA() {
    return a.start(
        (task, progress) -> {
          progress.sendProgress("begun", 0.5);
          while (go.getCount() > 0 && !task.isCancelled()) {
            Thread.onSpinWait();
          }
          return "result";
        });
  }

  private EventLog onA(String id) {
    return a.engine().find(id).broadcaster().log();
  }

  private EventLog onB(String id) {
    await().ignoreExceptions().until(() -> b.engine().find(id) != null);
    return b.engine().find(id).broadcaster().log();
  }

  private static List<String> bytes(EventLog log) {
    return log.eventsAfter(0, 1000).stream().map(RetainedEvent::json).toList();
  }

  private TaskStatus statusOnB(String id) {
    return b.engine().getTaskStatus(id).orElseThrow().status();
  }

  private void assertSameOnBoth(String id, TaskStatus status) {
    EventLog there = onB(id);
    assertTrue(there.listeners().awaitEnd(LONG));
    assertTrue(onA(id).listeners().awaitEnd(LONG));
    assertEquals(bytes(onA(id)), bytes(there));
    assertEquals(status, statusOnB(id));
    assertEquals(1, bytes(there).stream().filter(e -> e.contains("\"task_started\"")).count());
  }

  @Test
  void start_whileTheEngineIsAway_runsHereAndIsRecordedLater() {
    away(Fault.CUT);
    String id = startOnA();
    await().until(() -> onA(id).last() == 2);
    go.countDown();
    await().until(() -> a.engine().shared().counts().endsHeld() == 1);
    assertFalse(onA(id).hasEnded(), "shown when it is recorded");
    away(Fault.NONE);
    assertSameOnBoth(id, TaskStatus.COMPLETED);
    assertEquals(3, onB(id).last());
  }

  @Test
  void localTask_thatStillRuns_isWatchedAndCancelledElsewhereLater() {
    away(Fault.CUT);
    String id = startOnA();
    await().until(() -> onA(id).last() == 2);
    away(Fault.NONE);
    EventLog there = onB(id);
    await().until(() -> there.last() == 2);
    assertEquals(TaskStatus.RUNNING, statusOnB(id));
    assertTrue(b.engine().cancelTask(id));
    assertSameOnBoth(id, TaskStatus.CANCELLED);
  }

  @Test
  void localTask_whoseStartWasRecordedAllTheSame_isShownAsRunning() {
    engineOfA.fault(Fault.ANSWER_LOST);
    String id = startOnA();
    await().until(() -> onA(id).last() == 2);
    engineOfA.fault(Fault.NONE);
    EventLog there = onB(id);
    await().until(() -> there.last() == 2);
    await().until(() -> statusOnB(id) == TaskStatus.RUNNING);
    go.countDown();
    assertSameOnBoth(id, TaskStatus.COMPLETED);
  }

  @Test
  void localTask_whoseStartButNotWhoseBeginWasRecorded_isShownAsRunning() {
    engineOfA.fault(Fault.ANSWER_LOST);
    engineOfA.meanwhile(() -> {}, () -> engineOfA.fault(Fault.CUT));
    String id;
    synchronized (shared) { // heartbeats wait: the start is the call that gets there
      id = startOnA();
    }
    engineOfA.meanwhile(() -> {}, () -> {});
    await().until(() -> onA(id).last() == 2);
    engineOfA.fault(Fault.NONE);
    EventLog there = onB(id);
    await().until(() -> there.last() == 2);
    await().until(() -> statusOnB(id) == TaskStatus.RUNNING);
    go.countDown();
    assertSameOnBoth(id, TaskStatus.COMPLETED);
  }

  @Test
  void localTask_ofAServerThatWasDeclaredLost_goesOn() {
    engineOfA.fault(Fault.CUT);
    String id = startOnA();
    await().until(() -> b.engine().shared().counts().lost() == 1);
    engineOfA.fault(Fault.NONE);
    await().until(() -> a.engine().shared().counts().fenced() == 1);
    EventLog there = onB(id);
    await().until(() -> there.last() == 2);
    go.countDown();
    assertSameOnBoth(id, TaskStatus.COMPLETED);
  }

  @Test
  void localTask_isCancelledWhileTheEngineIsAway() {
    away(Fault.CUT);
    String id = startOnA();
    await().until(() -> onA(id).last() == 2);
    assertTrue(a.engine().cancelTask(id));
    await().until(() -> a.engine().load().running() == 0);
    away(Fault.NONE);
    assertSameOnBoth(id, TaskStatus.CANCELLED);
  }

  @Test
  void taskThatOthersCouldRun_isLocalOnceTheServerIsSuspect() {
    away(Fault.CUT);
    await().until(() -> a.engine().shared().state().state().equals("suspect"));
    String id = a.engine().startTask(Typed.class, null).taskId();
    await().until(() -> a.engine().shared().counts().endsHeld() == 1);
    away(Fault.NONE);
    assertSameOnBoth(id, TaskStatus.COMPLETED);
  }

  @Test
  void taskThatOthersMayHaveGot_isRefused() {
    away(Fault.ANSWER_LOST);
    assertThrows(
        TaskRejectedException.class, () -> a.engine().startTask(Typed.class, null).taskId());
  }

  @Test
  void start_whereItIsRefused_isRefused() {
    away(Fault.CUT);
    assertThrows(TaskRejectedException.class, () -> b.start((task, progress) -> "x"));
  }

  /** A type that all servers know. */
  @TaskType("typed")
  public static final class Typed extends BaseTask<Void, String> {
    @Override
    public String execute(ProgressHandle progress, Void params) {
      return "result";
    }
  }
}
