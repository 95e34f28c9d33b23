package dev.taskwire.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskEventType;
import dev.taskwire.log.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contract §4 for the stream of one task. */
class TaskStreamTest {
  private static final int CAPACITY = 100;

  private final Delivery delivery = new Delivery(3);
  private final EventLog log = new EventLog("t", CAPACITY);
  private final TaskBroadcaster broadcaster = new TaskBroadcaster(log, delivery.loops);

  @AfterEach
  void stop() throws InterruptedException {
    delivery.close();
  }

  private FakeClient watch(long lastEventId) {
    FakeClient client = new FakeClient();
    assertTrue(delivery.streams.open(client.request(), broadcaster, lastEventId));
    delivery.settle();
    return client;
  }

  private void begin() {
    log.append(TaskEventType.TASK_STARTED, Instant.EPOCH, null);
    log.announce();
  }

  private void report(int times) {
    for (int i = 0; i < times; i++) {
      log.appendProgress(Instant.EPOCH, "x".repeat(100), 0.5);
      log.announce();
    }
    delivery.settle();
  }

  private void end() {
    log.append(TaskEventType.TASK_COMPLETED, Instant.EPOCH, null);
    log.announce();
    delivery.settle();
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void open_sendsHeadersAndBytesAtOnce() {
    FakeClient client = watch(0);
    assertEquals("retry: 2000\n: connected, a comment every 15 s\n\n", client.out.text());
    assertEquals("text/event-stream", client.headers.get("Content-Type"));
    assertEquals("no-cache, no-transform", client.headers.get("Cache-Control"));
    assertEquals("no", client.headers.get("X-Accel-Buffering"));
    assertEquals(List.of(), client.events());
  }

  @Test
  void events_live_arriveAsTheyHappenAndTheStreamEnds() {
    FakeClient client = watch(0);
    begin();
    delivery.settle();
    assertEquals(List.of(1L), client.ids());
    report(2);
    assertEquals(range(1, 3), client.ids());
    assertFalse(client.isCompleted());
    end();
    assertEquals(range(1, 4), client.ids());
    assertTrue(client.isCompleted());
    assertEquals(0, delivery.streams.statistics().open());
    assertEquals(1, delivery.streams.statistics().ended());
  }

  @Test
  void end_ofManyStreams_reachesAllOfALoopBeforeOneOfThemIsCompleted() throws InterruptedException {
    Delivery crowd = new Delivery(100);
    TaskBroadcaster watched = new TaskBroadcaster(log, crowd.loops);
    int loops = crowd.loops.count();
    List<FakeClient> clients = new ArrayList<>();
    List<Integer> late = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 5 * loops; i++) {
      FakeClient client = new FakeClient();
      int loop = i % loops;
      client.whenCompleted(
          () -> {
            for (int j = loop; j < clients.size(); j += loops) {
              if (!clients.get(j).out.text().contains("task_completed")) {
                late.add(j);
              }
            }
          });
      clients.add(client);
    }
    for (FakeClient client : clients) {
      assertTrue(crowd.streams.open(client.request(), watched, 0));
    }
    crowd.settle();
    end();
    crowd.settle();
    assertTrue(clients.stream().allMatch(FakeClient::isCompleted));
    assertEquals(List.of(), late);
    crowd.close();
  }

  @Test
  void events_lateOrAfterTheEnd_areTheSame() {
    begin();
    report(5);
    FakeClient late = watch(0);
    end();
    FakeClient after = watch(0);
    assertEquals(range(1, 7), late.ids());
    assertEquals(late.out.text(), after.out.text());
    assertTrue(late.isCompleted() && after.isCompleted());
  }

  @Test
  void events_resumedAtEveryCut_continueThere() {
    begin();
    report(5);
    end();
    for (long cut = 0; cut < 7; cut++) {
      FakeClient resumed = watch(cut);
      assertEquals(range(cut + 1, 7), resumed.ids());
      assertTrue(resumed.isCompleted());
    }
  }

  @Test
  void events_beyondTheCapacity_jumpToTheOldestRetained() {
    begin();
    report(500);
    FakeClient resumed = watch(10);
    assertEquals(range(501 - CAPACITY + 2, 501), resumed.ids());
    assertEquals(1L, watch(0).ids().get(0));
  }

  @Test
  void slowClient_thatReadsOnInTime_skipsToWhatIsRetained() {
    FakeClient client = watch(0);
    FakeClient healthy = watch(0);
    client.out.takeOnly(1);
    begin();
    report(1000);
    delivery.pass(9);
    assertFalse(client.isCompleted());
    client.out.takeOn();
    end();
    List<Long> ids = client.ids();
    assertEquals(1L, ids.get(0));
    assertEquals(1002L, ids.get(ids.size() - 1));
    assertEquals(ids.stream().sorted().distinct().toList(), ids);
    assertTrue(client.isCompleted());
    assertEquals(1002L, healthy.ids().get(healthy.ids().size() - 1));
  }

  @Test
  void slowClient_thatTakesNothing_isCut() {
    FakeClient client = watch(0);
    FakeClient healthy = watch(0);
    begin();
    client.out.takeOnly(0);
    report(1);
    delivery.pass(9.5);
    assertFalse(client.isCompleted());
    delivery.pass(1);
    assertTrue(client.isCompleted());
    assertFalse(healthy.isCompleted());
    assertEquals(1, delivery.streams.statistics().slow());
    assertEquals(1, delivery.streams.statistics().open());
  }

  @Test
  void slowClient_thatTakesALittle_isNotCut() {
    FakeClient client = watch(0);
    begin();
    for (int i = 0; i < 5; i++) {
      client.out.takeOnly(1);
      report(10);
      delivery.pass(8);
      client.out.takeOn();
      delivery.settle();
    }
    assertFalse(client.isCompleted());
    assertEquals(51L, client.ids().get(client.ids().size() - 1));
  }

  @Test
  void largeFrame_ofAFullSocket_isHandedOverInPieces() {
    FakeClient client = watch(0);
    client.out.window(1000);
    begin();
    endWith(1 << 20);
    while (!client.isCompleted()) {
      int before = client.out.text().length();
      client.out.read(1000);
      delivery.settle();
      assertTrue(client.isCompleted() || client.out.text().length() >= before);
    }
    assertEquals(range(1, 2), client.ids());
    assertTrue(client.out.mostCopied() <= 32 * 1024, "at most: " + client.out.mostCopied());
  }

  @Test
  void slowClient_thatTakesALargeFrameBitByBit_getsAllOfIt() {
    FakeClient client = watch(0);
    client.out.window(4000);
    begin();
    endWith(200_000);
    int seconds = 0;
    while (!client.isCompleted()) {
      assertTrue(seconds++ < 60, "it takes as long as the client wants");
      client.out.read(4000);
      delivery.pass(1);
    }
    assertEquals(range(1, 2), client.ids());
    assertEquals(1, delivery.streams.statistics().ended());
  }

  @Test
  void slowClient_thatStopsInTheMiddleOfAFrame_isCut() {
    FakeClient client = watch(0);
    client.out.window(4000);
    begin();
    endWith(200_000);
    client.out.read(4000);
    delivery.pass(11);
    assertTrue(client.isCompleted());
    assertEquals(1, delivery.streams.statistics().slow());
  }

  private void endWith(int bytes) {
    log.append(
        TaskEventType.TASK_COMPLETED,
        Instant.EPOCH,
        ("\"" + "x".repeat(bytes) + "\"").getBytes(UTF_8));
    log.announce();
    delivery.settle();
  }

  @Test
  void quietStream_getsACommentEachInterval() {
    FakeClient client = watch(0);
    begin();
    delivery.settle();
    delivery.pass(14);
    assertFalse(client.out.text().contains(": heartbeat\n"));
    delivery.pass(3);
    assertTrue(client.out.text().endsWith(": heartbeat\n\n"), client.out.text());
    report(1);
    assertEquals(range(1, 2), client.ids());
  }

  @Test
  void quietStream_commentsAreOneIntervalApart() {
    FakeClient client = watch(0);
    begin();
    delivery.settle();
    delivery.pass(15.5);
    for (int comments = 1; comments <= 5; comments++) {
      assertEquals(comments, commentsOf(client), "its line ends with the third piece");
      delivery.pass(14.75);
      assertEquals(comments, commentsOf(client), "a quarter before the next one ends");
      delivery.pass(0.25);
    }
  }

  private static long commentsOf(FakeClient client) {
    SseParser parser = new SseParser();
    parser.feed(client.out.text());
    return parser.comments.stream().filter(" heartbeat"::equals).count();
  }

  @Test
  void quietStream_eventInTheMiddleOfAComment_waitsForItsEnd() {
    FakeClient client = watch(0);
    begin();
    delivery.settle();
    int before = client.out.text().length();
    for (int i = 0; client.out.text().length() == before; i++) {
      assertTrue(i < 100, "a comment begins");
      delivery.pass(0.25);
    }
    assertFalse(client.out.text().endsWith(": heartbeat\n\n"), "in pieces");
    report(1);
    assertEquals(range(1, 2), client.ids());
    SseParser parser = new SseParser();
    parser.feed(client.out.text());
    assertEquals(List.of(" connected, a comment every 15 s", " heartbeat"), parser.comments);
  }

  @Test
  void vanishedClient_isReleasedAtTheNextWrite() {
    FakeClient client = watch(0);
    client.out.leave();
    begin();
    delivery.settle();
    assertTrue(client.isCompleted());
    assertEquals(1, delivery.streams.statistics().vanished());
    assertEquals(0, delivery.streams.statistics().open());
  }

  @Test
  void vanishedClient_ofAQuietStream_isReleasedByTheHeartbeat() {
    FakeClient client = watch(0);
    client.out.leave();
    delivery.pass(17);
    assertTrue(client.isCompleted());
    assertEquals(0, delivery.streams.statistics().open());
  }

  @Test
  void delivery_withoutMemory_endsThatStreamAndNoOther() {
    FakeClient unlucky = watch(0);
    FakeClient neighbour = watch(0);
    FakeClient otherLoop = watch(0);
    begin();
    delivery.settle();
    unlucky.out.runOutOfMemory();
    report(1);
    assertTrue(unlucky.isCompleted());
    assertEquals(1, delivery.streams.statistics().vanished());
    end();
    assertEquals(List.of(1L), unlucky.ids());
    assertEquals(range(1, 3), neighbour.ids());
    assertEquals(range(1, 3), otherLoop.ids());
  }

  @Test
  void wakeUp_lost_isMadeUpForByTheTick() {
    FakeClient client = watch(0);
    broadcaster.watchers().forEach(broadcaster.watchers()::remove);
    begin();
    delivery.settle();
    assertEquals(List.of(), client.ids(), "nobody told the stream");
    delivery.pass(0.25);
    assertEquals(List.of(1L), client.ids());
  }

  @Test
  void interrupt_ofADeliveryThread_isCleared() {
    watch(0);
    delivery.threads.forEach(Thread::interrupt);
    delivery.settle();
    delivery.threads.forEach(
        thread -> {
          while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
          }
          assertFalse(thread.isInterrupted(), "it would never rest again");
        });
  }

  @Test
  void quietStreams_thatFellSilentAtOnce_areNotCommentedAtOnce() {
    Delivery crowd = new Delivery(200);
    TaskBroadcaster watched = new TaskBroadcaster(log, crowd.loops);
    List<FakeClient> clients = new ArrayList<>();
    for (int i = 0; i < 128; i++) {
      FakeClient client = new FakeClient();
      assertTrue(crowd.streams.open(client.request(), watched, 0));
      clients.add(client);
    }
    crowd.settle();
    begin();
    crowd.settle();
    int before = 0;
    for (int quarter = 1; quarter <= 60; quarter++) {
      crowd.pass(0.25);
      int begun =
          (int)
              clients.stream()
                  .filter(
                      c ->
                          c.out.text().endsWith("\n\n: ")
                              || commentsOf(c) > 0
                              || c.out.text().contains("\n\n: heart"))
                  .count();
      assertTrue(begun - before <= 20, begun - before + " in one quarter of a second");
      before = begun;
    }
    assertEquals(128, before);
  }

  @Test
  void open_overTheLimit_isRefusedAndCounted() {
    watch(0);
    watch(0);
    watch(0);
    FakeClient fourth = new FakeClient();
    assertFalse(delivery.streams.open(fourth.request(), broadcaster, 0));
    assertEquals("", fourth.out.text());
    assertEquals(1, delivery.streams.statistics().refused());
    begin();
    end();
    assertEquals(range(1, 2), watch(0).ids());
  }

  @Test
  void open_withoutAsyncSupport_givesItsPlaceBack() {
    for (int i = 0; i < 5; i++) {
      FakeClient behindAFilter = new FakeClient();
      behindAFilter.meanwhile(
          () -> {
            throw new IllegalStateException("a filter does not support it");
          });
      assertThrows(
          IllegalStateException.class,
          () -> delivery.streams.open(behindAFilter.request(), broadcaster, 0));
    }
    assertEquals(0, delivery.streams.statistics().open());
    watch(0);
  }

  @Test
  void open_whileMemoryIsShort_isRefusedAndTheOthersGoOn() {
    FakeClient before = watch(0);
    delivery.memoryIsShort = true;
    assertFalse(delivery.streams.open(new FakeClient().request(), broadcaster, 0));
    assertEquals(1, delivery.streams.statistics().refused());
    begin();
    end();
    assertEquals(range(1, 2), before.ids());
    delivery.memoryIsShort = false;
    watch(0);
  }

  @Test
  void open_withoutAThread_fails_andTheNextStreamOfThatLoopIsServed() {
    failForWantOfThreads(new OutOfMemoryError("unable to create native thread"));
    begin();
    end();
    assertEquals(range(1, 2), watch(0).ids());
  }

  @Test
  void open_withoutAThread_isCountedOnce() {
    failForWantOfThreads(new RejectedExecutionException("no more threads"));
    watch(0);
    StreamStatistics statistics = delivery.streams.statistics();
    assertEquals(1, statistics.open());
    assertEquals(statistics.opened(), 1 + statistics.vanished());
  }

  /** One stream for each loop. */
  private void failForWantOfThreads(Throwable failure) {
    delivery.beforeThread =
        () -> {
          if (failure instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) failure;
        };
    for (int i = 0; i < delivery.loops.count(); i++) {
      FakeClient client = new FakeClient();
      Throwable told =
          assertThrows(
              Throwable.class, () -> delivery.streams.open(client.request(), broadcaster, 0));
      assertSame(failure, told);
      assertTrue(client.isCompleted());
    }
    delivery.beforeThread = () -> {};
  }

  @Test
  void open_whileTheServerStops_isCompletedAndCountedOnce() {
    FakeClient late = new FakeClient();
    late.meanwhile(
        () -> {
          try {
            delivery.loops.stop(60_000);
          } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
          }
        });
    assertTrue(delivery.streams.open(late.request(), broadcaster, 0));
    assertTrue(late.isCompleted());
    assertEquals(0, delivery.streams.statistics().open());
    assertEquals(1, delivery.streams.statistics().vanished());
    List<Watcher> left = new ArrayList<>();
    broadcaster.watchers().forEach(left::add);
    assertEquals(List.of(), left);
  }

  @Test
  void stop_sendsWhatThereIsThenEnds() throws InterruptedException {
    FakeClient client = watch(0);
    begin();
    report(3);
    delivery.loops.stop(60_000);
    assertEquals(range(1, 4), client.ids());
    assertTrue(client.isCompleted());
    FakeClient late = new FakeClient();
    assertFalse(delivery.streams.open(late.request(), broadcaster, 0));
  }

  @Test
  void stop_whileAClientTakesNothing_cutsItsStream() throws InterruptedException {
    FakeClient stuck = watch(0);
    begin();
    stuck.out.takeOnly(0);
    report(1);
    delivery.settle();
    delivery.loops.stop(0);
    delivery.close();
    assertTrue(stuck.isCompleted());
    assertEquals(1, delivery.streams.statistics().slow());
    assertEquals(0, delivery.streams.statistics().open());
  }
}
