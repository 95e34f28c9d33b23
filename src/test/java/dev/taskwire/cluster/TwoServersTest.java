package dev.taskwire.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskEvent;
import dev.taskwire.TaskEventType;
import dev.taskwire.TaskInfo;
import dev.taskwire.TaskRejectedException;
import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.ClusterSettings.StartWhenDown;
import dev.taskwire.cluster.membership.Absence;
import dev.taskwire.cluster.membership.KeptEnds;
import dev.taskwire.cluster.membership.Membership;
import dev.taskwire.cluster.protocol.BellListener;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.FaultyEngine;
import dev.taskwire.cluster.protocol.FaultyEngine.Fault;
import dev.taskwire.cluster.protocol.GrowingTime;
import dev.taskwire.cluster.protocol.InMemoryEngine;
import dev.taskwire.engine.SharingEngine;
import dev.taskwire.log.EventLog;
import dev.taskwire.log.RetainedEvent;
import dev.taskwire.sharing.SharedCounts;
import dev.taskwire.sharing.SharedTasksAwayException;
import dev.taskwire.sharing.TaskView;
import jakarta.json.Json;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two whole engines that share their tasks, as two servers do, in one Java machine. */
@Timeout(60)
public class TwoServersTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private @Nullable InMemoryEngine inMemory;
  private final FaultyEngine engineOfA = new FaultyEngine(connect());
  private final FaultyEngine engineOfB = new FaultyEngine(connect());
  private final CountDownLatch go = new CountDownLatch(1);
  private final SharingEngine a = server("a", engineOfA, Duration.ofHours(1));
  private final SharingEngine b = server("b", engineOfB, Duration.ZERO);

  /** A server's way to what the two share. */
  protected ClusterEngine connect() {
    if (inMemory == null) {
      inMemory = new InMemoryEngine(new GrowingTime(), BellListener::rung);
    }
    return inMemory;
  }

  /** What they share loses what it has. */
  protected void wipe() {
    Objects.requireNonNull(inMemory).wipe();
  }

  private static SharingEngine server(String name, ClusterEngine engine, Duration ahead) {
    ClusterSettings settings = TestSettings.of(name, 200, 1500, StartWhenDown.REFUSE, false);
    return new SharingEngine(
        new Cluster(settings, threads -> engine),
        Map.of("tasks.max-workers", "2", "tasks.access", "owner"),
        ahead,
        List.of());
  }

  @BeforeEach
  void join() {
    await().until(() -> a.engine().shared().state().nodes().size() == 2);
    await().until(() -> b.engine().shared().state().nodes().size() == 2);
  }

  @AfterEach
  void stop() {
    go.countDown();
    engineOfA.fault(Fault.NONE);
    engineOfB.fault(Fault.NONE);
    a.stop();
    b.stop();
  }

  @Test
  void cancelOfAPendingTaskElsewhere_givesItsPlaceBack() {
    startOnA();
    startOnA();
    String waiting = startOnA();
    assertEquals(1, a.engine().load().pending());
    b.engine().cancelTask(waiting);
    await().until(() -> a.engine().load().pending() == 0);
  }

  private String startOnA() {
    return a.start(
        (task, progress) -> {
          progress.sendProgress("begun", 0.5);
          while (go.getCount() > 0 && !task.isCancelled()) {
            Thread.onSpinWait();
          }
          progress.sendProgress("done", 1);
          return "result";
        });
  }

  private static List<String> bytes(EventLog log) {
    return log.eventsAfter(0, 1000).stream().map(RetainedEvent::json).toList();
  }

  private static String last(EventLog log) {
    List<String> all = bytes(log);
    return all.get(all.size() - 1);
  }

  private static String json(TaskView task) {
    return new String(task.json(), UTF_8);
  }

  @Test
  void watcherElsewhere_getsTheSameBytesToTheEnd() {
    String id = startOnA();
    TaskView there = b.engine().find(id);
    assertNotNull(there, "a start that was answered is never unknown");
    EventLog log = there.broadcaster().log();
    await().until(() -> log.last() == 2);
    go.countDown();
    assertTrue(log.listeners().awaitEnd(LONG));
    EventLog own = a.engine().find(id).broadcaster().log();
    assertTrue(own.listeners().awaitEnd(LONG), "recorded first, then shown");
    assertEquals(bytes(own), bytes(log));
    assertEquals(4, log.last());
    assertEquals(TaskStatus.COMPLETED, b.engine().getTaskStatus(id).orElseThrow().status());
    assertTrue(json(b.engine().find(id)).contains("\"result\":\"result\""));
    assertTrue(json(b.engine().find(id)).contains("\"node\":\"a\""));
  }

  @Test
  void statusElsewhere_isThatOfTheTask() {
    String id = startOnA();
    await().until(() -> progress(id).equals("begun"));
    TaskInfo there = b.engine().getTaskStatus(id).orElseThrow();
    TaskInfo here = a.engine().getTaskStatus(id).orElseThrow();
    assertEquals(here.progress(), there.progress());
    assertEquals(
        here.runningSince().truncatedTo(ChronoUnit.MICROS), there.runningSince(), "as JSON has it");
    assertEquals(TaskStatus.RUNNING, there.status());
    assertEquals("a", b.engine().find(id).node(), "the one to ask for its stack");
    assertNull(b.engine().find(id).thread());
    go.countDown();
    await().until(() -> b.engine().getTaskStatus(id).orElseThrow().status().isTerminal());
    assertEquals(Json.createValue("result"), b.engine().getTaskStatus(id).orElseThrow().result());
    assertEquals(Optional.empty(), b.engine().getTaskStatus("unknown"));
  }

  private String progress(String id) {
    return b.engine().getTaskStatus(id).orElseThrow().progress().text();
  }

  @Test
  void eventsElsewhere_areWaitedFor() {
    String id = startOnA();
    List<TaskEvent> soFar = b.engine().getTaskEvents(id, Duration.ZERO);
    assertTrue(soFar.size() < 4, "it has not ended");
    go.countDown();
    List<TaskEvent> there = b.engine().getTaskEvents(id, LONG);
    List<TaskEvent> here = a.engine().getTaskEvents(id, LONG);
    assertEquals(4, there.size());
    assertEquals(here.subList(0, 3), there.subList(0, 3));
    TaskEvent end = there.get(3);
    assertEquals(TaskEventType.TASK_COMPLETED, end.eventType());
    assertEquals(here.get(3).timestamp(), end.timestamp());
    assertEquals(Json.createValue("result"), end.data());
    assertEquals("result", here.get(3).data());
    assertEquals(List.of(), b.engine().getTaskEvents("unknown", LONG));
  }

  @Test
  void failureElsewhere_isAFailure() {
    String id =
        a.start(
            (task, progress) -> {
              throw new IllegalStateException("no luck");
            });
    List<TaskEvent> there = b.engine().getTaskEvents(id, LONG);
    assertEquals(a.engine().getTaskEvents(id, LONG), there);
    assertEquals("no luck", b.engine().getTaskStatus(id).orElseThrow().error());
  }

  @Test
  void cancelElsewhere_stopsTheTask() {
    String id = startOnA();
    await().until(() -> a.engine().getTaskStatus(id).orElseThrow().runningSince() != null);
    assertTrue(b.engine().cancelTask(id));
    assertTrue(a.engine().find(id).broadcaster().log().listeners().awaitEnd(LONG));
    assertEquals(TaskStatus.CANCELLED, a.engine().getTaskStatus(id).orElseThrow().status());
    assertEquals(TaskStatus.CANCELLED, b.engine().getTaskStatus(id).orElseThrow().status());
    assertFalse(b.engine().cancelTask(id));
  }

  @Test
  void cancelOfAPendingTaskElsewhere_endsItAtOnce() {
    startOnA();
    startOnA();
    String waiting = startOnA();
    assertTrue(b.engine().cancelTask(waiting));
    assertEquals(TaskStatus.CANCELLED, b.engine().getTaskStatus(waiting).orElseThrow().status());
    EventLog own = a.engine().find(waiting).broadcaster().log();
    assertTrue(own.listeners().awaitEnd(LONG));
    assertEquals(bytes(own), bytes(b.engine().find(waiting).broadcaster().log()));
  }

  @Test
  void deleteElsewhere_removesItEverywhere() {
    String id = startOnA();
    assertFalse(b.engine().removeCompletedTask(id));
    go.countDown();
    a.engine().find(id).broadcaster().log().listeners().awaitEnd(LONG);
    assertTrue(b.engine().removeCompletedTask(id));
    assertNull(b.engine().find(id));
    await().until(() -> a.engine().find(id) == null);
  }

  @Test
  void list_ofEither_hasTheTasksOfBoth() {
    String one = startOnA();
    String two = b.start((task, progress) -> "x");
    String three = startOnA();
    for (SharingEngine server : List.of(a, b)) {
      List<String> ids = server.engine().tasks().stream().map(TaskView::id).toList();
      assertEquals(List.of(three, two, one), ids, "whatever the servers' clocks say");
    }
  }

  @Test
  void ticket_opensTheStreamOnEither() {
    for (SharingEngine server : List.of(a, b)) {
      String id = server.start((task, progress) -> "x");
      String ticket = server.engine().streamTicket(id).orElseThrow();
      assertTrue(a.engine().opensStream(ticket, id), "whatever the servers' clocks say");
      assertTrue(b.engine().opensStream(ticket, id), "whatever the servers' clocks say");
      assertFalse(a.engine().opensStream(ticket, startOnA()));
    }
  }

  @Test
  void watcherOfAllElsewhere_isToldOfComingAndGoing() {
    b.engine().shared().catchUp();
    String id = startOnA();
    await().until(() -> b.engine().shared().known(id) != null);
    assertEquals(List.of(id), b.engine().shared().known().stream().map(TaskView::id).toList());
    go.countDown();
    await().until(() -> b.engine().shared().known(id).status() == TaskStatus.COMPLETED);
    assertTrue(a.engine().removeCompletedTask(id));
    await().until(() -> b.engine().shared().known(id) == null);
  }

  @Test
  void reconnectAheadOfTheMirror_waits() {
    String id = startOnA();
    EventLog log = b.engine().find(id).broadcaster().log();
    await().until(() -> log.last() == 2);
    assertFalse(log.isExhausted(3), "what was seen on the other server is on its way");
    assertTrue(b.engine().find(id).isElsewhere());
    go.countDown();
    assertTrue(log.listeners().awaitEnd(LONG));
    assertTrue(log.isExhausted(4));
    assertFalse(log.isExhausted(3));
  }

  @Test
  void mirrorThatIsForgottenWhileItIsRead_lacksNothing() {
    String id = startOnA();
    FaultyEngine engine = new FaultyEngine(connect());
    Membership membership = ((Cluster) b.engine().shared()).opened().membership;
    Absence absence = new Absence(engine, membership, System::nanoTime, LONG.toNanos());
    Mirrors mirrors =
        new Mirrors(
            engine,
            Map::of,
            any -> null,
            System::nanoTime,
            b.engine().server().loops(),
            256,
            new Agenda(),
            absence);
    EventLog watched = b.engine().find(id).broadcaster().log();
    await().until(() -> watched.last() == 2);
    assertEquals(2, mirrors.find(id).log().last());
    go.countDown();
    EventLog own = a.engine().find(id).broadcaster().log();
    await().until(own::hasEnded);
    engine.meanwhile(() -> {}, () -> mirrors.remove(id));
    assertEquals(bytes(own), bytes(mirrors.find(id).log()));
  }

  @Test
  void serverThatHangs_isLostForAll_andFindsOut() {
    String id = startOnA();
    EventLog log = b.engine().find(id).broadcaster().log();
    EventLog own = a.engine().find(id).broadcaster().log();
    await().until(() -> log.last() == 2);
    engineOfA.fault(Fault.CUT);
    assertTrue(log.listeners().awaitEnd(LONG));
    String end = last(log);
    assertTrue(end.contains("\"code\":\"node_lost\""), end);
    assertTrue(log.last() > 1_000_000);
    assertFalse(own.hasEnded(), "it cannot know yet");
    engineOfA.fault(Fault.NONE);
    assertTrue(own.listeners().awaitEnd(LONG));
    assertEquals(end, bytes(own).get(bytes(own).size() - 1));
    await().until(() -> a.engine().load().running() == 0);
    go.countDown();
    String next = a.start((task, progress) -> "again");
    assertTrue(
        b.engine().find(next).broadcaster().log().listeners().awaitEnd(LONG), "it has joined anew");
    await().until(() -> serversUp(b) == 2);
    assertTrue(b.engine().removeCompletedTask(id));
    await().until(() -> a.engine().find(id) == null);
  }

  @Test
  void counts_tellWhatEachServerDoes() {
    String id = startOnA();
    EventLog log = b.engine().find(id).broadcaster().log();
    await().until(() -> log.last() == 2);
    SharedCounts ofA = a.engine().shared().counts();
    assertTrue(ofA.flushes() > 0);
    assertTrue(ofA.flushedBytes() > 0);
    assertEquals(0, ofA.mirrors());
    SharedCounts ofB = b.engine().shared().counts();
    assertEquals(1, ofB.mirrors());
    assertEquals(0, ofB.mirrorLag());
    assertEquals(0, ofB.flushedBytes());
    engineOfA.fault(Fault.CUT);
    go.countDown();
    await().until(() -> a.engine().shared().counts().endsHeld() == 1);
    assertTrue(log.listeners().awaitEnd(LONG));
    assertEquals(1, b.engine().shared().counts().lost());
    engineOfA.fault(Fault.NONE);
    await().until(() -> a.engine().shared().counts().fenced() == 1);
    await().until(() -> a.engine().shared().counts().endsHeld() == 0);
    assertEquals(0, a.engine().shared().counts().lost());
  }

  private static long serversUp(SharingEngine server) {
    return server.engine().shared().state().nodes().stream()
        .filter(node -> node.state().equals("up"))
        .count();
  }

  @Test
  void beginWhoseAnswerIsLost_isShownWithTheEndByItsOwnServerToo() throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(2);
    CountDownLatch free = new CountDownLatch(1);
    for (int i = 0; i < 2; i++) {
      a.start(
          (task, progress) -> {
            busy.countDown();
            free.await();
            return "x";
          });
    }
    busy.await();
    String id = startOnA();
    EventLog own = a.engine().find(id).broadcaster().log();
    EventLog there = b.engine().find(id).broadcaster().log();
    engineOfA.fault(Fault.ANSWER_LOST);
    free.countDown();
    await().until(() -> there.last() == 1);
    engineOfA.fault(Fault.CUT);
    await().atMost(LONG).until(there::hasEnded);
    engineOfA.fault(Fault.NONE);
    await().atMost(LONG).until(own::hasEnded);
    assertEquals(bytes(there), bytes(own));
  }

  @Test
  void engineAway_endsAreHeld_startsRefused_unknownIdsNotDenied() {
    String id = startOnA();
    EventLog own = a.engine().find(id).broadcaster().log();
    await().until(() -> own.last() == 2);
    engineOfA.fault(Fault.CUT);
    engineOfB.fault(Fault.CUT);
    go.countDown();
    await().until(() -> own.last() == 3);
    assertThrows(TaskRejectedException.class, () -> a.start((task, progress) -> "x"));
    assertThrows(SharedTasksAwayException.class, () -> b.engine().find(id));
    assertEquals(TaskStatus.RUNNING, a.engine().getTaskStatus(id).orElseThrow().status());
    await().until(() -> a.engine().load().running() == 0);
    engineOfA.fault(Fault.NONE);
    engineOfB.fault(Fault.NONE);
    assertTrue(own.listeners().awaitEnd(LONG));
    assertEquals(TaskStatus.COMPLETED, b.engine().getTaskStatus(id).orElseThrow().status());
  }

  @Test
  void engineThatLostEverything_isToldAgain() {
    String finished = a.start((task, progress) -> "early");
    a.engine().find(finished).broadcaster().log().listeners().awaitEnd(LONG);
    String id = startOnA();
    await().until(() -> a.engine().find(id).broadcaster().log().last() == 2);
    wipe();
    await().until(() -> isKnown(b, id));
    await().until(() -> isKnown(b, finished));
    List<String> listed = b.engine().tasks().stream().map(TaskView::id).toList();
    assertEquals(List.of(id, finished), listed);
    go.countDown();
    assertTrue(b.engine().find(id).broadcaster().log().listeners().awaitEnd(LONG));
    assertEquals(TaskStatus.COMPLETED, b.engine().getTaskStatus(id).orElseThrow().status());
    assertEquals(TaskStatus.COMPLETED, b.engine().getTaskStatus(finished).orElseThrow().status());
  }

  @Test
  void keyOfAStart_isKnownOnTheOtherServer_whenTheEngineHasLostEverything() {
    byte[] underWay = {0};
    byte[] answer = {1};
    a.engine().shared().putIfAbsent("key", underWay, Duration.ofMinutes(1));
    a.engine().shared().replaceSoon("key", underWay, answer, Duration.ofHours(1));
    wipe();
    await().until(() -> isThereOnB("key", answer));
  }

  /** Whether it is there, or B does not know. */
  private boolean isThereOnB(String key, byte[] expected) {
    try {
      byte[] there = b.engine().shared().putIfAbsent(key, new byte[] {2}, Duration.ofMinutes(1));
      assertArrayEquals(expected, there, "what is lost is not known, and not free");
      return true;
    } catch (SharedTasksAwayException notKnown) {
      return false;
    }
  }

  /** Whether a server knows a task that is there, or does not know whether it does. */
  private static boolean isKnown(SharingEngine server, String id) {
    try {
      assertNotNull(server.engine().find(id), "what is lost is not known, not unknown");
      return true;
    } catch (SharedTasksAwayException notKnown) {
      return false;
    }
  }

  @Test
  void taskThatNeverWas_isUnknownAgain_whenAllIsWrittenAgain() {
    assertNull(b.engine().find("none"));
    wipe();
    assertThrows(SharedTasksAwayException.class, () -> b.engine().find("none"));
    await().ignoreExceptions().until(() -> b.engine().find("none") == null);
  }

  @Test
  void taskThatEndsAndIsDeletedAtOnce_endsForThoseWhoWatchItElsewhere() {
    String id = startOnA();
    EventLog log = b.engine().find(id).broadcaster().log();
    EventLog own = a.engine().find(id).broadcaster().log();
    await().until(() -> log.last() == 2);
    engineOfB.fault(Fault.CUT);
    go.countDown();
    assertTrue(own.listeners().awaitEnd(LONG));
    assertTrue(a.engine().removeCompletedTask(id));
    engineOfB.fault(Fault.NONE);
    assertTrue(log.listeners().awaitEnd(LONG));
    assertEquals(bytes(own), bytes(log));
    await().until(() -> b.engine().find(id) == null);
  }

  @Test
  void serverThatWasLost_learnsWhatWasDeletedMeanwhile() {
    String finished = a.start((task, progress) -> "early");
    assertTrue(a.engine().find(finished).broadcaster().log().listeners().awaitEnd(LONG));
    String id = startOnA();
    EventLog log = b.engine().find(id).broadcaster().log();
    EventLog own = a.engine().find(id).broadcaster().log();
    await().until(() -> log.last() == 2);
    engineOfB.loseBells();
    engineOfA.fault(Fault.CUT);
    assertTrue(log.listeners().awaitEnd(LONG));
    assertTrue(b.engine().removeCompletedTask(finished));
    assertTrue(b.engine().removeCompletedTask(id));
    engineOfA.fault(Fault.NONE);
    assertTrue(own.listeners().awaitEnd(LONG));
    assertEquals(last(log), last(own));
    await().until(() -> a.engine().find(finished) == null);
    await().until(() -> a.engine().find(id) == null);
    assertNull(b.engine().find(id), "it was not written again");
  }

  @Test
  void startThatIsBeingRecorded_isNotTakenForOneThatNobodyKnows() {
    Thread starter = Thread.currentThread();
    String first = a.start((task, progress) -> "makes what servers have in common");
    assertTrue(a.engine().find(first).broadcaster().log().listeners().awaitEnd(LONG));
    engineOfA.meanwhile(
        () -> {},
        () -> {
          if (Thread.currentThread().equals(starter)) {
            engineOfA.meanwhile(() -> {}, () -> {});
            loseAnAnswerToAClaim();
          }
        });
    String id = startOnA();
    go.countDown();
    EventLog log = a.engine().find(id).broadcaster().log();
    assertTrue(log.listeners().awaitEnd(LONG));
    assertTrue(last(log).contains("task_completed"), last(log));
  }

  /** So A looks with its next heartbeat for tasks that it does not know of; waits until it has. */
  private void loseAnAnswerToAClaim() {
    int claims = engineOfA.claims();
    int looks = engineOfA.looks();
    engineOfA.fault(Fault.CUT);
    a.engine().shared().workerFree();
    await().until(() -> engineOfA.claims() > claims);
    engineOfA.fault(Fault.NONE);
    await().until(() -> engineOfA.looks() > looks);
    int beats = engineOfA.beats();
    await().until(() -> engineOfA.beats() > beats);
  }

  @Test
  void deleteElsewhere_withoutABell_removesItEverywhere() {
    engineOfB.loseBells();
    String id = a.start((task, progress) -> "x");
    a.engine().find(id).broadcaster().log().listeners().awaitEnd(LONG);
    assertTrue(b.engine().removeCompletedTask(id));
    await().until(() -> a.engine().find(id) == null);
  }

  @Test
  void deleteElsewhere_rightAfterACancel_withoutABell_removesItEverywhere() {
    engineOfB.loseBells();
    String id = startOnA();
    await().until(() -> progress(id).equals("begun"));
    b.engine().cancelTask(id);
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> b.engine().getTaskStatus(id).orElseThrow().status().isTerminal());
    assertTrue(b.engine().removeCompletedTask(id), "before A has said that it knows");
    await().until(() -> a.engine().find(id) == null);
  }

  @Test
  void endOfALostServersTask_survivesTheEngine() {
    String id = startOnA();
    EventLog log = b.engine().find(id).broadcaster().log();
    await().until(() -> log.last() == 2);
    engineOfA.fault(Fault.CUT);
    assertTrue(log.listeners().awaitEnd(LONG));
    KeptEnds kept = ((Cluster) b.engine().shared()).opened().kept;
    await().until(() -> kept.size() == 1);
    wipe();
    await().ignoreExceptions().until(() -> b.engine().find(id) != null);
    assertEquals(TaskStatus.FAILED, b.engine().getTaskStatus(id).orElseThrow().status());
    assertEquals(bytes(log), bytes(b.engine().find(id).broadcaster().log()));
    assertTrue(b.engine().removeCompletedTask(id));
    await().until(() -> kept.size() == 0);
  }

  @Test
  void cancelElsewhere_survivesTheEngine_thoughTheServerDidNotHear() {
    String id = startOnA();
    await().until(() -> a.engine().getTaskStatus(id).orElseThrow().runningSince() != null);
    engineOfA.fault(Fault.CUT);
    assertTrue(b.engine().cancelTask(id));
    wipe();
    engineOfA.fault(Fault.NONE);
    assertTrue(a.engine().find(id).broadcaster().log().listeners().awaitEnd(LONG));
    assertEquals(TaskStatus.CANCELLED, b.engine().getTaskStatus(id).orElseThrow().status());
  }

  @Test
  void serverThatStops_leavesItsEndsBehind() {
    String finished = a.start((task, progress) -> "early");
    await().until(a.engine().find(finished).broadcaster().log()::hasEnded);
    String id = startOnA();
    EventLog log = b.engine().find(id).broadcaster().log();
    await().until(() -> log.last() >= 1);
    a.stop();
    assertTrue(log.listeners().awaitEnd(LONG));
    assertTrue(last(log).contains("\"code\":\"shutdown\""));
    assertEquals(TaskStatus.COMPLETED, b.engine().getTaskStatus(finished).orElseThrow().status());
  }
}
