package dev.taskwire.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskEvent;
import dev.taskwire.TaskEventType;
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
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two engines with one worker each, whose work goes to where a worker is free. */
@Timeout(60)
public class DistributionTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Map<String, CountDownLatch> GATES = new ConcurrentHashMap<>();
  private static final Queue<String> BEGUN = new ConcurrentLinkedQueue<>();

  private @Nullable InMemoryEngine inMemory;
  private final FaultyEngine engineOfA = new FaultyEngine(connect());
  private final FaultyEngine engineOfB = new FaultyEngine(connect());
  private final SharingEngine a =
      server("a", engineOfA, List.of(Waits.class, WaitsAgain.class, OnlyOnA.class));
  private final SharingEngine b = server("b", engineOfB, List.of(Waits.class, WaitsAgain.class));

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

  private static SharingEngine server(
      String name, ClusterEngine engine, List<Class<? extends BaseTask<?, ?>>> types) {
    ClusterSettings settings = TestSettings.of(name, 400, 2500, StartWhenDown.REFUSE, true);
    return new SharingEngine(
        new Cluster(settings, threads -> engine),
        Map.of("tasks.max-workers", "1", "tasks.max-pending", "2", "tasks.access", "owner"),
        Duration.ZERO,
        types);
  }

  @BeforeEach
  void join() {
    GATES.clear();
    BEGUN.clear();
    await().until(() -> a.engine().shared().state().nodes().size() == 2);
    await().until(() -> b.engine().shared().state().nodes().size() == 2);
    await().until(() -> a.engine().shared().distributes() && b.engine().shared().distributes());
  }

  @AfterEach
  void stop() {
    GATES.values().forEach(CountDownLatch::countDown);
    engineOfA.fault(Fault.NONE);
    engineOfB.fault(Fault.NONE);
    a.stop();
    b.stop();
  }

  private static CountDownLatch gate(String name) {
    return GATES.computeIfAbsent(name, closed -> new CountDownLatch(1));
  }

  private static void open(String... gates) {
    List.of(gates).forEach(name -> gate(name).countDown());
  }

  private static JsonObject json(SharingEngine server, String id) {
    return TaskPicture.parse(server.engine().find(id).json());
  }

  private static String node(SharingEngine server, String id) {
    return json(server, id).get("node").toString();
  }

  private static TaskStatus status(SharingEngine server, String id) {
    return server.engine().getTaskStatus(id).orElseThrow().status();
  }

  private static EventLog log(SharingEngine server, String id) {
    return server.engine().find(id).broadcaster().log();
  }

  private static List<String> bytes(EventLog log) {
    return log.eventsAfter(0, 1000).stream().map(RetainedEvent::json).toList();
  }

  private String start(SharingEngine server, String gate) {
    return server.startAs("ann", "waits", new Gate(gate));
  }

  /** Starts a task that holds a server's one worker. */
  private String hold(SharingEngine server, String gate) {
    String id = start(server, gate);
    await().until(() -> BEGUN.contains(gate));
    return id;
  }

  @Test
  void start_whereAWorkerIsFree_runsThere() {
    String id = hold(b, "1");
    assertEquals("\"b\"", node(a, id));
  }

  @Test
  void start_whereNoWorkerIsFree_runsOnTheOther() {
    hold(a, "1");
    String id = start(a, "2");
    await().until(() -> BEGUN.contains("2"));
    assertEquals("\"b\"", node(a, id));
    assertEquals("waits for 2", json(a, id).getString("title"));
    assertEquals("ann", a.engine().find(id).owner());
    open("2");
    EventLog there = log(a, id);
    EventLog own = log(b, id);
    assertTrue(there.listeners().awaitEnd(LONG));
    assertTrue(own.listeners().awaitEnd(LONG), "recorded first, then shown");
    assertEquals(bytes(own), bytes(there));
    assertEquals("done 2 for ann", json(a, id).getString("result"));
  }

  @Test
  void start_whileAllAreBusy_waitsAndTellsItsPlace() {
    hold(a, "1");
    hold(b, "2");
    String third = start(a, "3");
    String fourth = start(b, "4");
    for (SharingEngine server : List.of(a, b)) {
      assertEquals(TaskStatus.PENDING, status(server, third));
      assertEquals("null", node(server, third));
      assertEquals(1, json(server, third).getInt("position"));
      assertEquals(2, json(server, fourth).getInt("position"));
      assertEquals(1, json(server, fourth).getInt("attempt"));
    }
    assertThrows(TaskRejectedException.class, () -> start(a, "5"), "two may wait at all servers");
    open("1");
    await().until(() -> BEGUN.contains("3"));
    assertEquals("\"a\"", node(b, third));
    assertEquals(1, json(b, fourth).getInt("position"));
  }

  @Test
  void watcherOfOneThatWaits_seesItGoOn_whereverItRuns() {
    hold(a, "1");
    hold(b, "2");
    List<String> ids = List.of(start(a, "3"), start(b, "4"));
    List<EventLog> logs = new ArrayList<>();
    for (String id : ids) {
      logs.add(log(a, id));
      logs.add(log(b, id));
    }
    open("1", "2", "3", "4");
    for (EventLog log : logs) {
      assertTrue(log.listeners().awaitEnd(LONG), "a watcher from before it was claimed");
      assertEquals(3, log.last());
    }
    for (String id : ids) {
      assertEquals(bytes(log(a, id)), bytes(log(b, id)));
    }
    assertEquals(4, Set.copyOf(BEGUN).size());
    assertEquals(4, BEGUN.size(), "none begins twice");
  }

  @Test
  void holderOfOneThatWaited_isToldOfItsEnd() {
    hold(a, "1");
    hold(b, "2");
    String id = start(a, "3");
    var known = a.engine().find(id);
    open("1", "3");
    assertTrue(known.broadcaster().log().listeners().awaitEnd(LONG));
    assertEquals(TaskStatus.COMPLETED, known.status());
    assertTrue(new String(known.json(), UTF_8).contains("done 3 for ann"));
  }

  @Test
  void cancel_ofOneThatWaits_endsItAtOnceFromAnywhere() {
    hold(a, "1");
    hold(b, "2");
    String id = start(a, "3");
    EventLog log = log(a, id);
    assertTrue(b.engine().cancelTask(id));
    assertEquals(TaskStatus.CANCELLED, status(a, id));
    assertTrue(log.listeners().awaitEnd(LONG));
    open("1", "2");
    await()
        .until(
            () -> a.engine().server().freeWorkers() == 1 && b.engine().server().freeWorkers() == 1);
    assertFalse(BEGUN.contains("3"));
  }

  @Test
  void start_ofATypeThatTheOtherDoesNotKnow_waitsForOneThatDoes() {
    hold(a, "1");
    String id = a.startAs("ann", "only-on-a", new Gate("2"));
    hold(a, b, "3");
    assertEquals(TaskStatus.PENDING, status(b, id));
    open("1");
    await().until(() -> BEGUN.contains("2"));
    assertEquals("\"a\"", node(b, id));
  }

  /** Starts a task at one server, of which the worker of the other takes hold. */
  private void hold(SharingEngine busy, SharingEngine free, String gate) {
    String id = start(busy, gate);
    await().until(() -> BEGUN.contains(gate));
    assertEquals(node(free, id), node(busy, id));
  }

  @Test
  void start_whileDraining_isRefused_andItsWaitingGoElsewhere() {
    hold(b, "1");
    a.engine().drain(true);
    assertThrows(TaskRejectedException.class, () -> start(a, "2"));
    String id = start(b, "3");
    open("1");
    await().until(() -> BEGUN.contains("3"));
    assertEquals("\"b\"", node(a, id));
  }

  @Test
  void restartable_whoseServerIsLost_beginsAnewOnTheOther() throws InterruptedException {
    String id = a.startAs("ann", "waits-again", new Gate("1"));
    await().until(() -> BEGUN.contains("1"));
    EventLog log = log(b, id);
    await().until(() -> log.last() == 2);
    engineOfA.fault(Fault.CUT);
    await().atMost(LONG).until(() -> BEGUN.size() == 2);
    open("1");
    assertTrue(log.listeners().awaitEnd(LONG));
    assertEquals(2, json(b, id).getInt("attempt"));
    assertEquals("\"b\"", node(b, id));
    assertEquals(
        List.of(
            TaskEventType.TASK_STARTED,
            TaskEventType.PROGRESS_UPDATE,
            TaskEventType.TASK_STARTED,
            TaskEventType.PROGRESS_UPDATE,
            TaskEventType.TASK_COMPLETED),
        b.engine().getTaskEvents(id, Duration.ZERO).isEmpty() ? List.of() : types(log));
    engineOfA.fault(Fault.NONE);
    assertTrue(
        log(a, id).listeners().awaitEnd(LONG), "whoever watched it where it was sees its end");
    await().until(() -> status(a, id) == TaskStatus.COMPLETED);
    assertEquals(2, BEGUN.size());
  }

  private static List<TaskEventType> types(EventLog log) {
    return log.eventsAfter(0, 1000).stream()
        .map(event -> TaskPicture.parse(event.json().getBytes(UTF_8)).getString("event_type"))
        .map(name -> TaskEventType.valueOf(name.toUpperCase(java.util.Locale.ROOT)))
        .toList();
  }

  @Test
  void restartable_thatComesBackToItsServer_showsOneLifeToItsWatchers() {
    hold(b, "1");
    String id = a.startAs("ann", "waits-again", new Gate("2"));
    await().until(() -> BEGUN.contains("2"));
    EventLog log = log(a, id);
    engineOfA.fault(Fault.CUT);
    await()
        .atMost(LONG)
        .until(() -> b.engine().find(id) != null && status(b, id) == TaskStatus.PENDING);
    engineOfA.fault(Fault.NONE);
    await().atMost(LONG).until(() -> BEGUN.stream().filter("2"::equals).count() == 2);
    open("2");
    assertTrue(log.listeners().awaitEnd(LONG));
    assertEquals(1, types(log).stream().filter(type -> type.isTerminal()).count());
    assertEquals(TaskEventType.TASK_COMPLETED, types(log).get(types(log).size() - 1));
    await().until(() -> status(a, id) == TaskStatus.COMPLETED);
    assertEquals(2, json(a, id).getInt("attempt"));
    assertEquals(2, json(b, id).getInt("attempt"));
  }

  @Test
  void restartable_whoseServerStops_goesOnElsewhereAtOnce() {
    String id = a.startAs("ann", "waits-again", new Gate("1"));
    await().until(() -> BEGUN.contains("1"));
    EventLog log = log(b, id);
    await().until(() -> log.last() == 2);
    a.stop();
    await().until(() -> BEGUN.size() == 2);
    assertEquals("\"b\"", node(b, id));
    assertEquals(2, json(b, id).getInt("attempt"));
    open("1");
    assertTrue(log.listeners().awaitEnd(LONG));
    assertEquals(5, log.last(), "no sequence is left out: this server knew them all");
  }

  @Test
  void otherTask_whoseServerStops_ends() {
    String id = hold(a, "1");
    EventLog log = log(b, id);
    a.stop();
    assertTrue(log.listeners().awaitEnd(LONG));
    assertEquals(1, BEGUN.size());
  }

  @Test
  void otherTask_whoseServerIsLost_endsAsNodeLost() {
    String id = hold(a, "1");
    EventLog log = log(b, id);
    engineOfA.fault(Fault.CUT);
    assertTrue(log.listeners().awaitEnd(LONG));
    List<TaskEvent> events = b.engine().getTaskEvents(id, Duration.ZERO);
    assertTrue(events.get(events.size() - 1).toString().contains("node_lost"));
    assertEquals(List.of("1"), List.copyOf(BEGUN));
  }

  @Test
  void waiting_whenTheEngineLosesAll_isWrittenAgain() {
    hold(a, "1");
    hold(b, "2");
    String id = start(a, "3");
    wipe();
    open("1", "2", "3");
    await().atMost(LONG).until(() -> BEGUN.contains("3"));
    assertNotNull(b.engine().find(id));
    assertTrue(log(b, id).listeners().awaitEnd(LONG));
  }

  /** What a task waits for. */
  public record Gate(String gate) {}

  /** Waits until its gate is open. */
  @TaskType("waits")
  public static class Waits extends BaseTask<Gate, String> {
    /** Creates one. */
    public Waits() {}

    @Override
    protected String title(Gate params) {
      return "waits for " + params.gate();
    }

    @Override
    public String execute(ProgressHandle progress, Gate params) throws Exception {
      BEGUN.add(params.gate());
      progress.sendProgress("begun", 0.5);
      while (!gate(params.gate()).await(5, TimeUnit.MILLISECONDS)) {
        throwIfCancelled();
      }
      return "done " + params.gate() + " for ann";
    }
  }

  /** The same, on one server. */
  @TaskType("only-on-a")
  public static final class OnlyOnA extends Waits {
    /** Creates one. */
    public OnlyOnA() {}
  }

  /** The same, and may be done again. */
  @TaskType(value = "waits-again", restartable = true)
  public static final class WaitsAgain extends Waits {
    /** Creates one. */
    public WaitsAgain() {}
  }
}
