package dev.taskwire.cluster.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.Answer;
import dev.taskwire.cluster.protocol.BellListener;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.FaultyEngine;
import dev.taskwire.cluster.protocol.FaultyEngine.Fault;
import dev.taskwire.cluster.protocol.InMemoryEngine;
import dev.taskwire.cluster.protocol.Intent;
import dev.taskwire.cluster.protocol.NewTask;
import dev.taskwire.cluster.protocol.NodeDescription;
import dev.taskwire.cluster.protocol.Slice;
import dev.taskwire.cluster.protocol.Taken;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.cluster.protocol.TaskWrite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is declared lost, and by whom; heartbeats every 2 seconds, a lease of 8. */
class MembershipTest {
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final long LEASE = Duration.ofSeconds(8).toNanos();
  private static final Slice STARTED = new Slice(1, 1, new byte[1]);

  private long nanos = Long.MAX_VALUE - 3_000_000_000L;
  private long micros = 1_000_000_000L;
  private int ids;
  private final InMemoryEngine engine = new InMemoryEngine(() -> micros, BellListener::rung);
  private final Server a = new Server("a");
  private final Server b = new Server("b");
  private final Server c = new Server("c");

  @Test
  void tick_first_joins() {
    assertEquals(ClusterState.JOINING, a.membership.state());
    a.membership.tick();
    assertEquals("a1", a.membership.node());
    assertEquals(ClusterState.UP, a.membership.state());
    assertEquals(Set.of("a1"), a.membership.nodes().keySet());
  }

  @Test
  void deadServer_isDeclaredLostAfterTheLease() {
    beats(3, a, b);
    beats(4, a);
    assertFalse(isLost("b2"));
    beats(1, a);
    assertTrue(isLost("b2"));
  }

  @Test
  void slowServer_isNotLost() {
    for (int i = 0; i < 20; i++) {
      beats(3, a);
      beats(1, a, b);
    }
    assertFalse(isLost("b2"));
  }

  @Test
  void engineAway_nobodyIsLostWhenItComesBack() {
    beats(3, a, b, c);
    cut(Fault.CUT, a, b, c);
    beats(30, a, b, c);
    assertEquals(ClusterState.SUSPECT, a.membership.state());
    cut(Fault.NONE, a, b, c);
    a.membership.tick(); // the first that is back
    assertEquals(ClusterState.UP, a.membership.state());
    beats(3, a);
    assertFalse(isLost("b2"));
    beats(10, a, b, c);
    assertEquals(List.of(), a.events);
    assertFalse(isLost("b2") || isLost("c3"));
  }

  @Test
  void ownPause_condemnsNobody() {
    beats(3, a, b);
    a.membership.tick(); // and knows what b stands at
    pass(30); // a is stopped, and so is b
    a.membership.tick();
    pass(1);
    a.membership.tick();
    assertFalse(isLost("b2"));
    b.membership.tick();
    beats(10, a, b);
    assertFalse(isLost("b2"));
  }

  @Test
  void ownHeartbeatsFailInBetween_condemnNobody() {
    beats(3, a, b);
    for (int i = 0; i < 10; i++) {
      beats(2, a);
      a.link.fault(Fault.CUT);
      a.membership.tick();
      a.link.fault(Fault.NONE);
    }
    assertFalse(isLost("b2"));
  }

  @Test
  void pausedServer_findsOutAndJoinsAnew() {
    beats(3, a, b);
    beats(6, a);
    assertTrue(isLost("b2"));
    b.membership.tick();
    assertEquals(List.of("fenced b2"), b.events);
    assertEquals("b3", b.membership.node());
    beats(10, a, b);
    assertEquals(List.of("fenced b2"), b.events);
    assertFalse(isLost("b3"));
    assertTrue(isLost("b2"));
  }

  @Test
  void engineForgets_isToldOnceAndNobodyIsLost() {
    beats(3, a, b);
    engine.wipe();
    beats(10, a, b);
    assertEquals(List.of("forgot"), a.events);
    assertEquals(List.of("forgot"), b.events);
    assertEquals(Set.of("a1", "b2"), a.membership.nodes().keySet());
  }

  @Test
  void engineForgets_isToldThoughTheFirstAnswerIsLost() {
    beats(3, a);
    engine.wipe();
    a.link.fault(Fault.ANSWER_LOST);
    beats(1, a);
    a.link.fault(Fault.NONE);
    beats(5, a);
    assertEquals(List.of("forgot"), a.events);
  }

  @Test
  void engineForgetsWhileAwayForAnHour_meansFenced() {
    beats(3, a);
    a.link.fault(Fault.CUT);
    beats(5, a);
    engine.wipe();
    pass(3600);
    a.link.fault(Fault.NONE);
    a.membership.tick();
    assertEquals(List.of("fenced a1"), a.events);
  }

  @Test
  void joinWhoseAnswerIsLost_isTriedAgainUnderTheSameId() {
    a.link.fault(Fault.ANSWER_LOST);
    a.membership.tick();
    assertNull(a.membership.node());
    a.link.fault(Fault.NONE);
    a.membership.tick();
    assertEquals("a1", a.membership.node());
    assertEquals(1, a.membership.nodes().size());
  }

  @Test
  void leave_letsTheOthersKnowAtOnce() {
    beats(2, a, b);
    b.link.fault(Fault.ANSWER_LOST);
    b.membership.tick();
    b.link.fault(Fault.CUT);
    b.membership.tick();
    b.link.fault(Fault.NONE);
    b.membership.leave();
    assertTrue(isLost("b2"));
  }

  @Test
  void intents_areToldUntilHandled() {
    beats(1, a);
    running("1", "a1", false);
    engine.apply(new Intent.Cancel("1", null));
    beats(2, a);
    assertEquals(List.of("wanted [1]", "wanted [1]"), a.events);
    a.membership.handled("1");
    beats(2, a);
    assertEquals(List.of("wanted [1]", "wanted [1]", "no more of [1]"), a.events);
  }

  // ---- what becomes of the tasks ----

  @Test
  void tasksOfALostServer_endOrWaitAgain() {
    beats(1, a, b);
    running("runs", "b2", false);
    engine.create(task("onlyThere", "b2", false, false));
    engine.create(task("waits", null, false, true));
    engine.claim("b2", Set.of("import"));
    running("again", "b2", true);
    beats(8, a);
    assertEquals(new HashSetOf("runs", "onlyThere"), HashSetOf.ids(a.settled.ended()));
    assertEquals(new HashSetOf("waits", "again"), HashSetOf.ids(a.settled.waiting()));
    TaskRecord lost = engine.find("runs");
    assertEquals(TaskStatus.FAILED, lost.status());
    assertEquals(1 + Verdict.GAP, lost.last());
    TaskRecord again = engine.find("again");
    assertEquals(TaskStatus.PENDING, again.status());
    assertEquals(2, again.attempt());
    assertEquals(1 + Verdict.GAP, again.seen());
    assertEquals(1, engine.find("waits").attempt());
    assertTrue(a.estates.isIdle());
  }

  @Test
  void restartableTask_endsAtItsLastAttempt() {
    for (int attempt = 1; attempt <= 3; attempt++) {
      beats(1, a, b);
      String node = b.membership.node();
      if (attempt == 1) {
        running("again", node, true);
      } else {
        Taken taken = engine.claim(node, Set.of("import"));
        long next = taken.task().seen() + 1;
        Slice started = new Slice(next, next, new byte[1]);
        assertEquals(
            Answer.DONE,
            engine
                .write(
                    node,
                    List.of(
                        new TaskWrite.Begin("again", taken.task().fence(), started, new byte[1])))
                .get(0)
                .answer());
      }
      assertEquals(attempt, engine.find("again").attempt());
      beats(8, a);
    }
    assertEquals(TaskStatus.FAILED, engine.find("again").status());
  }

  @Test
  void restartableTaskThatIsCancelled_endsWithItsServer() {
    beats(1, a, b);
    running("again", "b2", true);
    engine.apply(new Intent.Cancel("again", null));
    beats(8, a);
    assertEquals(TaskStatus.FAILED, engine.find("again").status());
  }

  @Test
  void cancelBetweenTakingAndReleasing_ends() {
    beats(1, a, b);
    running("again", "b2", true);
    a.link.faults(
        () -> {
          TaskRecord task = engine.find("again");
          if ("a1".equals(task.node())) {
            engine.apply(new Intent.Cancel("again", null));
          }
          return Fault.NONE;
        });
    beats(8, a);
    assertEquals(TaskStatus.FAILED, engine.find("again").status());
  }

  @Test
  void everyAnswerLostOnce_settlesAllTheSame() {
    for (int lost = 0; lost < 12; lost++) {
      MembershipTest test = new MembershipTest();
      test.beats(1, test.a, test.b);
      test.running("1", "b2", false);
      test.running("2", "b2", true);
      int[] left = {20 + lost};
      test.a.link.faults(() -> --left[0] == 0 ? Fault.ANSWER_LOST : Fault.NONE);
      test.beats(20, test.a);
      assertEquals(TaskStatus.FAILED, test.engine.find("1").status(), "lost " + lost);
      assertEquals(2, test.engine.find("2").attempt(), "lost " + lost);
      assertTrue(test.a.estates.isIdle());
    }
  }

  @Test
  void slowEngine_settlesAPartWithEachHeartbeat() {
    beats(1, a, b);
    for (int i = 0; i < 40; i++) {
      running("t" + i, "b2", false);
    }
    a.settles = false;
    beats(8, a);
    assertTrue(isLost("b2"));
    a.link.meanwhile(() -> nanos += 300_000_000L, () -> {});
    a.settles = true;
    int heartbeats = 0;
    while (!a.estates.isIdle()) {
      long before = nanos;
      beats(1, a);
      assertTrue(nanos - before < 5_000_000_000L, "a heartbeat took " + (nanos - before));
      heartbeats++;
    }
    assertTrue(heartbeats > 5);
    assertEquals(40, a.settled.ended().size());
    assertFalse(isLost("a1"));
  }

  @Test
  void whoDeclaredLostIsLostToo_theNextOneSettles() {
    beats(1, a, b, c);
    running("1", "b2", false);
    running("2", "b2", false);
    beats(3, a, c);
    a.settles = false; // it takes what it finds, but gets no further
    beats(2, a);
    assertTrue(isLost("b2"));
    engine.take("1", "b2", "a1");
    beats(20, c);
    assertEquals(TaskStatus.FAILED, engine.find("1").status());
    assertEquals(TaskStatus.FAILED, engine.find("2").status());
  }

  @Test
  void taskWrittenAfterItsServerWasLost_isFoundBySweeping() {
    beats(1, a, b);
    beats(8, a);
    assertTrue(isLost("b2"));
    running("late", "b2", false);
    beats(2, a);
    assertEquals(TaskStatus.RUNNING, engine.find("late").status());
    a.orphans.sweep(a.membership.node());
    pass(9);
    beats(5, a);
    a.orphans.sweep(a.membership.node());
    beats(1, a);
    assertEquals(TaskStatus.FAILED, engine.find("late").status());
  }

  @Test
  void taskOfAServerThatNobodyKnows_isSettledAfterALeaseOfSuccess() {
    running("1", "ghost", false);
    beats(1, a);
    a.orphans.sweep(a.membership.node());
    beats(3, a);
    a.link.fault(Fault.CUT);
    a.membership.tick();
    a.link.fault(Fault.NONE);
    beats(3, a);
    a.orphans.sweep(a.membership.node());
    beats(1, a);
    assertEquals(TaskStatus.RUNNING, engine.find("1").status());
    beats(3, a);
    a.orphans.sweep(a.membership.node());
    beats(1, a);
    assertEquals(TaskStatus.FAILED, engine.find("1").status());
  }

  // ---- words of the tests ----

  private boolean isLost(String node) {
    return engine.isLost(node);
  }

  @Test
  void hasBeatenSince_onlyForWhatWasBeforeItWasSent() {
    long before = nanos;
    assertFalse(a.membership.hasBeatenSince(before), "it has not come yet");
    pass(1);
    long then = nanos;
    a.link.meanwhile(() -> {}, () -> pass(1));
    beats(1, a);
    assertTrue(a.membership.hasBeatenSince(before));
    long onTheWay = then + 1_500_000_000L;
    assertFalse(a.membership.hasBeatenSince(onTheWay), "its answer may be older than that");
    cut(Fault.ANSWER_LOST, a);
    beats(1, a);
    assertFalse(a.membership.hasBeatenSince(onTheWay));
  }

  private void cut(Fault fault, Server... servers) {
    for (Server server : servers) {
      server.link.fault(fault);
    }
  }

  /** So many heartbeats of these servers, and of nobody else. */
  private void beats(int count, Server... servers) {
    for (int i = 0; i < count; i++) {
      for (Server server : servers) {
        server.tick();
      }
      pass(2);
    }
  }

  private void pass(int seconds) {
    nanos += seconds * 1_000_000_000L;
    micros += seconds * 1_000_000L;
  }

  private void running(String id, String node, boolean restartable) {
    engine.create(task(id, node, restartable, restartable));
    engine.write(node, List.of(new TaskWrite.Begin(id, 1, STARTED, new byte[1])));
  }

  private static NewTask task(
      String id, @Nullable String node, boolean restartable, boolean othersCan) {
    return new NewTask(
        id,
        "import",
        null,
        node,
        1,
        1,
        restartable,
        TaskStatus.PENDING,
        false,
        0,
        0,
        new byte[1],
        null,
        othersCan ? new byte[1] : null,
        List.of(),
        null,
        -1);
  }

  private static NodeDescription description(String name) {
    return new NodeDescription(name, false, 0, 0, 4, false, Set.of("import"));
  }

  /** Ids, in no order. */
  private record HashSetOf(Set<String> ids) {
    HashSetOf(String... ids) {
      this(Set.of(ids));
    }

    static HashSetOf ids(List<TaskRecord> tasks) {
      return new HashSetOf(Set.copyOf(tasks.stream().map(TaskRecord::taskId).toList()));
    }
  }

  private final class Server implements MembershipListener, BellListener {
    private final List<String> events = new ArrayList<>();
    private final FaultyEngine link = new FaultyEngine(engine);
    private final Estates estates =
        new Estates(link, new Verdict(3, new TestObituary()), () -> nanos, LEASE);
    private final Membership membership;
    private final Orphans orphans;
    private boolean settles = true;
    private Settled settled = new Settled();

    Server(String name) {
      membership =
          new Membership(
              link,
              () -> nanos,
              HEARTBEAT,
              new PeerWatch(LEASE, 2 * HEARTBEAT.toNanos()),
              estates,
              () -> name + ++ids,
              () -> description(name),
              this,
              this);
      orphans = new Orphans(link, estates, membership::succeedingSince, () -> nanos, LEASE);
    }

    void tick() {
      membership.tick();
      String self = membership.node();
      if (settles && self != null) {
        try {
          Settled now = estates.settle(self, id -> false, 100);
          settled.waiting().addAll(now.waiting());
          settled.ended().addAll(now.ended());
        } catch (EngineUnavailableException away) {
          // with the next heartbeat
        }
      }
    }

    @Override
    public void joined(String node) {
      assertNotEquals("", node);
    }

    @Override
    public void fenced(String node) {
      events.add("fenced " + node);
    }

    @Override
    public void engineForgot() {
      events.add("forgot");
    }

    @Override
    public void wanted(Set<String> taskIds) {
      events.add("wanted " + taskIds);
    }

    @Override
    public void toldNoMore(Set<String> taskIds) {
      events.add("no more of " + taskIds);
    }

    @Override
    public void rung(Collection<String> taskIds) {
      // nothing is read here
    }

    @Override
    public void missed() {
      // nothing is read here
    }
  }
}
