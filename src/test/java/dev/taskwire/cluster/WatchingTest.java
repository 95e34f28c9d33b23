package dev.taskwire.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.ClusterSettings.StartWhenDown;
import dev.taskwire.cluster.membership.Absence;
import dev.taskwire.cluster.membership.KeptEnds;
import dev.taskwire.cluster.membership.Membership;
import dev.taskwire.cluster.protocol.BellListener;
import dev.taskwire.cluster.protocol.Bells;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.FaultyEngine;
import dev.taskwire.cluster.protocol.FaultyEngine.Fault;
import dev.taskwire.cluster.protocol.InMemoryEngine;
import dev.taskwire.cluster.protocol.NewTask;
import dev.taskwire.cluster.protocol.NodeDescription;
import dev.taskwire.cluster.protocol.TaskWrite;
import dev.taskwire.cluster.protocol.WatchRate;
import dev.taskwire.engine.SharingEngine;
import dev.taskwire.sharing.ServerTasks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server asks for of another one's task, a step at a time. */
class WatchingTest {
  private static final String TASK = "1";

  private long nanos = Duration.ofHours(1).toNanos();
  private final Queue<String> rung = new ConcurrentLinkedQueue<>();
  private final InMemoryEngine shared = new InMemoryEngine(() -> nanos / 1000, BellListener::rung);
  private final FaultyEngine engine = new FaultyEngine(shared);
  private final Cluster cluster =
      new Cluster(TestSettings.of("b", 200, 1500, StartWhenDown.REFUSE, false), any -> engine);
  private final SharingEngine server =
      new SharingEngine(cluster, Map.of(), Duration.ZERO, List.of());
  private final Agenda agenda = new Agenda();
  private Mirrors mirrors;
  private Watching watching;

  @BeforeEach
  void watchAllTasks() {
    Membership membership = cluster.opened().membership;
    await().until(() -> membership.node() != null);
    NodeDescription description = new NodeDescription("a", false, 1, 0, 0, false, Set.of());
    shared.join("a", description, Bells.into(rung));
    shared.create(running());
    ServerTasks tasks = server.engine().server();
    Absence absence = new Absence(engine, membership, () -> nanos, 1);
    mirrors =
        new Mirrors(engine, Map::of, tasks::find, () -> nanos, tasks.loops(), 99, agenda, absence);
    Following following =
        new Following(engine, mirrors, agenda, tasks.feed(), () -> nanos, absence);
    KeptEnds kept = new KeptEnds(Duration.ofMinutes(1), 1_000_000, () -> nanos);
    watching =
        new Watching(
            engine, () -> "b", mirrors, following, agenda, () -> nanos, id -> {}, kept, absence);
    following.begin();
    seconds(5);
    rung.clear();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private static NewTask running() {
    byte[] json = "{}".getBytes(US_ASCII);
    return new NewTask(
        TASK,
        "T",
        null,
        "a",
        1,
        1,
        false,
        TaskStatus.RUNNING,
        false,
        0,
        0,
        json,
        null,
        null,
        List.of(),
        null,
        -1);
  }

  private void seconds(int count) {
    for (int i = 0; i < count; i++) {
      nanos += Duration.ofSeconds(1).toNanos();
      watching.step();
    }
  }

  private WatchRate rate() {
    TaskWrite nothing = new TaskWrite.Append(TASK, 1, List.of(), 0, 0, null);
    return shared.write("a", List.of(nothing)).get(0).watchers().get("b");
  }

  @Test
  void taskAmongMany_isWatchedCloselyAtOnce_whenSomebodyWantsItAlone() {
    assertEquals(WatchRate.COARSE, rate());
    mirrors.get(TASK).broadcaster();
    watching.step();
    assertEquals(WatchRate.FULL, rate());
    assertEquals("[[1]]", rung.toString(), "its server writes seldom, and would find out then");
  }

  @Test
  void whoWantsItWhileItsWatchIsRenewed_isNotForgotten() {
    engine.meanwhile(
        () -> {
          engine.meanwhile(() -> {}, () -> {});
          mirrors.get(TASK).broadcaster();
        },
        () -> {});
    nanos += Duration.ofSeconds(2).toNanos();
    agenda.renew(mirrors.get(TASK));
    watching.step();
    watching.step();
    assertEquals(WatchRate.FULL, rate());
  }

  @Test
  void watchThatDidNotReachTheEngine_isAskedForAgain() {
    mirrors.get(TASK).broadcaster();
    engine.fault(Fault.CUT);
    assertThrows(EngineUnavailableException.class, () -> watching.step());
    assertEquals(WatchRate.COARSE, rate());
    engine.fault(Fault.NONE);
    watching.step();
    assertEquals(WatchRate.FULL, rate());
    assertEquals("[[1]]", rung.toString());
  }
}
