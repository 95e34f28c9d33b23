package dev.taskwire.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.BellListener;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.FaultyEngine;
import dev.taskwire.cluster.protocol.FaultyEngine.Fault;
import dev.taskwire.cluster.protocol.InMemoryEngine;
import dev.taskwire.cluster.protocol.Intent;
import dev.taskwire.cluster.protocol.NewTask;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.cluster.protocol.Watch;
import dev.taskwire.cluster.protocol.WatchRate;
import dev.taskwire.engine.SharingEngine;
import dev.taskwire.sharing.SharedTasks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server writes of its tasks, a step of the flusher at a time. */
class FlusherTest {
  private static final long LEASE = Duration.ofSeconds(8).toNanos();

  private long nanos = 1_000;
  private long beaten = Long.MIN_VALUE;
  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicReference<ProgressHandle> reports = new AtomicReference<>();
  private final InMemoryEngine shared = new InMemoryEngine(() -> nanos / 1000, BellListener::rung);
  private final FaultyEngine engine = new FaultyEngine(shared);
  private final SharingEngine server =
      new SharingEngine(SharedTasks.none(), Map.of(), Duration.ZERO, List.of());
  private final Ledger ledger = new Ledger();
  private final OwnWrites writes = new OwnWrites(Duration.ofMinutes(10), 100);
  private final Corrections corrections =
      new Corrections(shared, ledger, writes, id -> {}, time -> beaten > time, () -> nanos, LEASE);
  private final Tally tally = new Tally();
  private final RecentEnds recent =
      new RecentEnds(shared, server.engine().server(), writes, () -> nanos, LEASE);
  private final Flusher flusher =
      new Flusher(engine, () -> "a", ledger, writes, corrections, () -> nanos, tally, recent);

  @AfterEach
  void stop() {
    go.countDown();
    server.stop();
  }

  private Recorded running() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    String id =
        server.start(
            (task, progress) -> {
              reports.set(progress);
              begun.countDown();
              go.await();
              return "x";
            });
    begun.await();
    Recorded recorded =
        new Recorded(Objects.requireNonNull(server.engine().server().find(id)), null);
    recorded.created = true;
    ledger.add(recorded);
    ledger.look(List.of(id));
    return recorded;
  }

  /** A second, in which the flusher does what it has to. */
  private void second() {
    for (int i = 0; i < 10; i++) {
      nanos += 100_000_000;
      flusher.flush();
    }
  }

  @Test
  void taskThatTheEngineDoesNotKnow_isNotWrittenBeforeAHeartbeat() throws InterruptedException {
    Recorded recorded = running();
    assertTrue(flusher.flush() > 0, "it would ask again at once, for ever");
    assertTrue(flusher.flush() > 0);
    second();
    assertNull(shared.find(recorded.id()), "this server may have been declared lost");
    beaten = nanos + 1;
    second();
    TaskRecord written = shared.find(recorded.id());
    assertNotNull(written);
    assertEquals(TaskStatus.RUNNING, written.status());
  }

  @Test
  void heartbeatThatWasSentBefore_doesNotCount() throws InterruptedException {
    Recorded recorded = running();
    flusher.flush();
    beaten = nanos;
    second();
    assertNull(shared.find(recorded.id()));
  }

  @Test
  void orphanWhoseEndIsLost_isLeftToWhoWroteItForALease() throws InterruptedException {
    Recorded recorded = running();
    corrections.orphan(recorded);
    for (int i = 0; i < 7; i++) {
      second();
      beaten = nanos;
      assertNull(shared.find(recorded.id()));
    }
    for (int i = 0; i < 4; i++) {
      second();
      beaten = nanos;
    }
    TaskRecord written = shared.find(recorded.id());
    assertNotNull(written, "nobody else has it");
    assertTrue(written.cancelRequested());
  }

  @Test
  void endThatTheEngineHasLost_isWrittenAgain() throws InterruptedException {
    Recorded recorded = running();
    engineHas(recorded, TaskStatus.PENDING);
    ended(recorded);
    recent.add(recorded.id());
    recent.look("a");
    assertEquals(TaskStatus.PENDING, shared.find(recorded.id()).status(), "it may be on its way");
    nanos += LEASE;
    recent.look("a");
    assertEquals(TaskStatus.COMPLETED, shared.find(recorded.id()).status());
  }

  @Test
  void endedTaskThatTheEngineHasLost_isWrittenAgain_unlessItWasRemoved()
      throws InterruptedException {
    Recorded recorded = running();
    ended(recorded);
    recent.add(recorded.id());
    nanos += LEASE;
    recent.look("a");
    assertEquals(TaskStatus.COMPLETED, shared.find(recorded.id()).status());
    recent.add(recorded.id());
    shared.apply(new Intent.Delete(recorded.id()));
    nanos += LEASE;
    recent.look("a");
    assertNull(shared.find(recorded.id()));
  }

  @Test
  void beginThatTheEngineHasLost_isWrittenAgain() throws InterruptedException {
    Recorded recorded = running();
    engineHas(recorded, TaskStatus.PENDING);
    second();
    second();
    assertEquals(TaskStatus.RUNNING, shared.find(recorded.id()).status());
  }

  @ParameterizedTest
  @EnumSource(WatchRate.class)
  @Timeout(60)
  void eventOfAWatchedTask_wakesTheFlusher_whichSleepsForLess(WatchRate rate)
      throws InterruptedException {
    Recorded recorded = running();
    engineHas(recorded, TaskStatus.RUNNING);
    shared.watch("b", List.of(new Watch(recorded.id(), rate)), Duration.ofHours(1));
    second();
    reports.get().sendProgress("one", 0.1);
    second();
    reports.get().sendProgress("two", 0.2);
    flusher.flush();
    assertTrue(recorded.dirty, "its picture in lists is to be written, in a while");
    ledger.flushedByThisThread();
    reports.get().sendProgress("three", 0.3);
    LockSupport.parkNanos(Duration.ofHours(1).toNanos());
    nanos += 250_000_000;
    flusher.flush();
    assertEquals(recorded.log().last(), recorded.sent);
  }

  @Test
  void pictureThatDidNotReachTheEngine_isWrittenAgain() throws InterruptedException {
    Recorded recorded = running();
    engineHas(recorded, TaskStatus.RUNNING);
    second();
    second();
    reports.get().sendProgress("half", 0.5);
    nanos += Duration.ofSeconds(2).toNanos();
    engine.fault(Fault.CUT);
    assertThrows(EngineUnavailableException.class, flusher::flush);
    engine.fault(Fault.NONE);
    second();
    second();
    String picture = new String(shared.find(recorded.id()).json(), UTF_8);
    assertTrue(picture.contains("half"), picture);
  }

  private void ended(Recorded recorded) {
    go.countDown();
    assertTrue(recorded.log().listeners().awaitEnd(Duration.ofSeconds(20)));
  }

  /** As it was before something was lost that the engine had acknowledged. */
  private void engineHas(Recorded recorded, TaskStatus status) {
    NewTask now = writes.create(recorded, "a");
    shared.create(
        new NewTask(
            now.taskId(),
            now.type(),
            now.owner(),
            "a",
            now.fence(),
            now.attempt(),
            now.restartable(),
            status,
            false,
            0,
            0,
            now.json(),
            null,
            null,
            List.of(),
            null,
            -1));
  }
}
