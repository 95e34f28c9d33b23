package dev.taskwire.cluster.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every engine has to keep: the rules of {@link ClusterEngine}, one test each. */
public abstract class EngineContract {
  private static final Duration MINUTES = Duration.ofMinutes(10);
  private static final String A = "node-a";
  private static final String B = "node-b";
  private static final Set<String> IMPORT = Set.of("import");

  /** An engine with nothing in it. */
  protected abstract ClusterEngine engine();

  /** Lets time go by, for the engine. */
  protected abstract void pass(Duration time);

  private ClusterEngine engine;

  private ClusterEngine opened() {
    if (engine == null) {
      engine = engine();
    }
    return engine;
  }

  // ---- tasks ----

  @Test
  void create_newTask_isFoundByAll() {
    CreateAnswer answer = opened().create(onNode("1", A));
    assertEquals(Answer.DONE, answer.answer());
    TaskRecord task = find("1");
    assertEquals("import", task.type());
    assertEquals("ann", task.owner());
    assertEquals(A, task.node());
    assertEquals(1, task.fence());
    assertEquals(TaskStatus.PENDING, task.status());
    assertEquals(0, task.last());
    assertEquals(1, task.position());
    assertEquals(answer.acceptedMicros(), task.acceptedMicros());
    assertEquals("{\"n\":1}", text(task.json()));
    assertNull(task.result());
  }

  @Test
  void create_again_isTheSameTask() {
    long accepted = opened().create(onNode("1", A)).acceptedMicros();
    assertEquals(new CreateAnswer(Answer.REPEATED, accepted), opened().create(onNode("1", A)));
    assertEquals(new CreateAnswer(Answer.FENCED, accepted), opened().create(onNode("1", B)));
    assertEquals(1, list(false, null).size());
  }

  @Test
  void restore_tasks_areThereAgain_eachByItself() {
    opened().create(onNode("1", A));
    opened().restore(List.of(failed("2"), onNode("1", B), failed("3")));
    assertEquals(A, find("1").node());
    assertEquals(TaskStatus.FAILED, find("2").status());
    assertEquals(List.of("1-1", "80-90"), slices("3", 0));
    assertEquals(Set.of("1", "2", "3"), Set.copyOf(list(false, null)));
    assertEquals(Set.of("1"), opened().openTasks(A));
    opened().restore(List.of());
  }

  @Test
  void find_unknownTask_isNull() {
    assertNull(opened().find("nobody"));
  }

  @Test
  void create_overMaxPending_isFull() {
    opened().create(waiting("1", 2));
    opened().create(waiting("2", 2));
    assertEquals(Answer.FULL, opened().create(waiting("3", 2)).answer());
    assertNull(opened().find("3"));
    assertEquals(Answer.REPEATED, opened().create(waiting("2", 2)).answer());
    assertNotNull(opened().claim(A, IMPORT));
    write(A, begin("1", 2, 1));
    assertEquals(Answer.DONE, opened().create(waiting("3", 2)).answer());
  }

  @Test
  void position_ofWaitingTasks_countsFromTheOldest() {
    opened().create(waiting("1", -1));
    opened().create(waiting("2", -1));
    opened().create(waiting("3", -1));
    assertEquals(3, find("3").position());
    opened().claim(A, IMPORT);
    write(A, begin("1", 2, 1));
    assertEquals(2, find("3").position());
    assertEquals(0, find("1").position());
  }

  // ---- begin, append, end ----

  @Test
  void begin_ofPendingTask_makesItRun() {
    opened().create(onNode("1", A));
    assertEquals(Answer.DONE, write(A, begin("1", 1, 1)).answer());
    assertEquals(TaskStatus.RUNNING, find("1").status());
    assertEquals(Answer.REPEATED, write(A, begin("1", 1, 1)).answer());
    assertEquals(List.of("1-1"), slices("1", 0));
  }

  @Test
  void begin_withWrongFence_isFencedAndWritesNothing() {
    opened().create(onNode("1", A));
    assertEquals(Answer.FENCED, write(A, begin("1", 2, 1)).answer());
    assertEquals(TaskStatus.PENDING, find("1").status());
  }

  @Test
  void begin_afterCancelOfPending_isEnded() {
    opened().create(onNode("1", A));
    assertEquals(Answer.DONE, opened().apply(cancel("1", 1)).answer());
    assertEquals(Answer.ENDED, write(A, begin("1", 1, 1)).answer());
    assertEquals(TaskStatus.CANCELLED, find("1").status());
    assertEquals(List.of("1-1"), slices("1", 0));
  }

  @Test
  void write_unknownTask_isUnknown() {
    for (TaskWrite write :
        List.of(
            begin("1", 1, 1),
            append("1", 1, slice(2, 3)),
            end("1", 1, TaskStatus.COMPLETED, true, 4),
            new TaskWrite.Release("1", 1, 1, 0, false, null),
            new TaskWrite.Withdraw("1", 1))) {
      assertEquals(Answer.UNKNOWN, write(A, write).answer());
    }
  }

  @Test
  void append_slices_areReadAfterACursor() {
    running("1");
    WriteAnswer answer = write(A, append("1", 1, slice(2, 5), slice(8, 9)));
    assertEquals(Answer.DONE, answer.answer());
    assertEquals(9, answer.last());
    assertEquals(List.of("1-1", "2-5", "8-9"), slices("1", 0));
    assertEquals(List.of("2-5", "8-9"), slices("1", 1));
    assertEquals(List.of("8-9"), slices("1", 5));
    assertEquals(List.of("2-5", "8-9"), slices("1", 3));
    assertEquals(List.of(), slices("1", 9));
    assertEquals(List.of(), slices("1", 12));
  }

  @Test
  void append_bytes_areKeptAsTheyAre() {
    running("1");
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    write(A, append("1", 1, new Slice(2, 2, all)));
    assertArrayEquals(all, news("1", 1).slices().get(0).frames());
  }

  @Test
  void append_again_isRepeated() {
    running("1");
    write(A, append("1", 1, slice(2, 5)));
    assertEquals(Answer.REPEATED, write(A, append("1", 1, slice(2, 5))).answer());
    WriteAnswer overlap = write(A, append("1", 1, slice(4, 7)));
    assertEquals(Answer.BEHIND, overlap.answer());
    assertEquals(5, overlap.last());
    assertEquals(List.of("1-1", "2-5"), slices("1", 0));
  }

  @Test
  void append_toTaskThatHasNotBegun_isBehind() {
    opened().create(onNode("1", A));
    assertEquals(Answer.BEHIND, write(A, append("1", 1, slice(1, 2))).answer());
  }

  @Test
  void append_withKeepFrom_dropsOldSlicesButNotTheFirst() {
    running("1");
    write(A, append("1", 1, slice(2, 5), slice(6, 9)));
    write(A, new TaskWrite.Append("1", 1, List.of(slice(10, 12)), 7, 12, null));
    assertEquals(List.of("1-1", "6-9", "10-12"), slices("1", 0));
    write(A, new TaskWrite.Append("1", 1, List.of(slice(13, 13)), 10, 13, null));
    assertEquals(List.of("1-1", "10-12", "13-13"), slices("1", 0));
  }

  @Test
  void append_snapshotOnly_changesJsonAndSeen() {
    running("1");
    write(A, new TaskWrite.Append("1", 1, List.of(), 1, 77, bytes("{\"n\":2}")));
    TaskRecord task = find("1");
    assertEquals("{\"n\":2}", text(task.json()));
    assertEquals(1, task.last());
    assertEquals(77, task.seen());
    write(A, new TaskWrite.Append("1", 1, List.of(), 1, 5, null));
    assertEquals(77, find("1").seen());
    assertEquals("{\"n\":2}", text(find("1").json()));
  }

  @Test
  void end_ofRunningTask_replacesItsEvents() {
    running("1");
    write(A, append("1", 1, slice(2, 500)));
    TaskWrite end =
        new TaskWrite.End(
            "1",
            1,
            TaskStatus.COMPLETED,
            false,
            false,
            List.of(slice(1, 1), slice(400, 500), slice(501, 501)),
            bytes("{\"end\":1}"),
            bytes("[42]"),
            MINUTES);
    assertEquals(Answer.DONE, write(A, end).answer());
    assertEquals(Answer.REPEATED, write(A, end).answer());
    TaskRecord task = find("1");
    assertEquals(TaskStatus.COMPLETED, task.status());
    assertEquals(501, task.last());
    assertEquals("[42]", text(task.result()));
    assertEquals("{\"end\":1}", text(task.json()));
    assertEquals(List.of("1-1", "400-500", "501-501"), slices("1", 0));
    assertNull(news("1", 0).task().result());
    assertEquals(Set.of(), opened().openTasks(A));
  }

  @Test
  void end_thatKeepsTheLog_addsToIt() {
    running("1");
    write(A, append("1", 1, slice(2, 5)));
    opened().take("1", A, B);
    TaskWrite end =
        new TaskWrite.End(
            "1",
            2,
            TaskStatus.FAILED,
            true,
            true,
            List.of(slice(1005, 1005)),
            bytes("{}"),
            null,
            MINUTES);
    assertEquals(Answer.DONE, write(B, end).answer());
    assertEquals(Answer.REPEATED, write(B, end).answer());
    assertEquals(List.of("1-1", "2-5", "1005-1005"), slices("1", 0));
  }

  @Test
  void end_afterAnotherEnd_isEnded() {
    running("1");
    write(A, end("1", 1, TaskStatus.COMPLETED, true, 2));
    assertEquals(Answer.ENDED, write(A, end("1", 1, TaskStatus.FAILED, true, 2)).answer());
    assertEquals(Answer.ENDED, write(A, end("1", 1, TaskStatus.COMPLETED, true, 3)).answer());
    assertEquals(Answer.ENDED, write(A, append("1", 1, slice(3, 3))).answer());
    assertEquals(TaskStatus.COMPLETED, find("1").status());
  }

  @Test
  void end_thatDoesNotKnowOfACancel_isBehind() {
    running("1");
    assertEquals(Answer.DONE, opened().apply(cancel("1", 2)).answer());
    WriteAnswer answer = write(A, end("1", 1, TaskStatus.COMPLETED, false, 2));
    assertEquals(Answer.BEHIND, answer.answer());
    assertTrue(answer.cancelRequested());
    assertEquals(TaskStatus.RUNNING, find("1").status());
    assertEquals(Answer.DONE, write(A, end("1", 1, TaskStatus.CANCELLED, true, 2)).answer());
    assertEquals(TaskStatus.CANCELLED, find("1").status());
  }

  @Test
  void end_notAboveWhatWasSeen_isBehind() {
    running("1");
    write(A, new TaskWrite.Append("1", 1, List.of(), 1, 70, null));
    assertEquals(Answer.BEHIND, write(A, end("1", 1, TaskStatus.FAILED, true, 70)).answer());
    assertEquals(Answer.DONE, write(A, end("1", 1, TaskStatus.FAILED, true, 71)).answer());
  }

  @Test
  void endedTask_afterItsRetention_isGone() {
    running("1");
    TaskWrite end =
        new TaskWrite.End(
            "1",
            1,
            TaskStatus.COMPLETED,
            true,
            false,
            List.of(slice(2, 2)),
            bytes("{}"),
            null,
            Duration.ofMillis(200));
    write(A, end);
    assertNotNull(opened().find("1"));
    pass(Duration.ofMillis(300));
    assertNull(opened().find("1"));
    assertEquals(List.of(), list(false, null));
  }

  @Test
  void write_severalAtOnce_eachByItself() {
    running("1");
    opened().create(onNode("2", A));
    List<WriteAnswer> answers =
        opened()
            .write(
                A,
                List.of(
                    append("1", 1, slice(2, 2)),
                    append("1", 9, slice(3, 3)),
                    begin("2", 1, 1),
                    append("2", 1, slice(2, 4)),
                    end("2", 1, TaskStatus.COMPLETED, true, 5)));
    assertEquals(
        List.of(Answer.DONE, Answer.FENCED, Answer.DONE, Answer.DONE, Answer.DONE),
        answers.stream().map(WriteAnswer::answer).toList());
  }

  @Test
  void withdraw_ofPendingTask_leavesNothing() {
    opened().create(onNode("1", A));
    assertEquals(Answer.DONE, write(A, new TaskWrite.Withdraw("1", 1)).answer());
    assertNull(opened().find("1"));
    assertEquals(List.of(), list(false, null));
    assertEquals(Set.of(), opened().openTasks(A));
    running("2");
    assertEquals(Answer.BEHIND, write(A, new TaskWrite.Withdraw("2", 1)).answer());
  }

  @Test
  void create_ofEndedTask_bringsItBack() {
    assertEquals(new CreateAnswer(Answer.DONE, 12345), opened().create(failed("1")));
    assertEquals(List.of("1-1", "80-90"), slices("1", 0));
    assertEquals("[1]", text(find("1").result()));
    assertEquals(List.of(), list(true, null));
    assertEquals(List.of("1"), list(false, null));
  }

  @Test
  void create_ofRunningTask_goesOnWhereItWas() {
    NewTask lost =
        new NewTask(
            "1",
            "import",
            null,
            A,
            3,
            1,
            false,
            TaskStatus.RUNNING,
            true,
            95,
            12345,
            bytes("{}"),
            null,
            null,
            List.of(slice(1, 1), slice(80, 90)),
            null,
            -1);
    opened().create(lost);
    TaskRecord task = find("1");
    assertTrue(task.cancelRequested());
    assertEquals(90, task.last());
    assertEquals(95, task.seen());
    assertEquals(Answer.DONE, write(A, append("1", 3, slice(91, 95))).answer());
    assertEquals(List.of("1-1", "80-90", "91-95"), slices("1", 0));
    assertEquals(Set.of("1"), opened().openTasks(A));
  }

  @Test
  void read_manySlices_comeInParts() {
    running("1");
    List<Slice> slices = new ArrayList<>();
    for (int i = 2; i < 42; i++) {
      slices.add(slice(i, i));
    }
    write(A, append("1", 1, slices.toArray(Slice[]::new)));
    List<String> read = new ArrayList<>();
    long after = 0;
    TaskNews news;
    do {
      news = news("1", after);
      for (Slice slice : news.slices()) {
        read.add(slice.first() + "");
        after = slice.last();
      }
    } while (news.more());
    assertEquals(41, read.size());
    assertEquals(41, new HashSet<>(read).size());
  }

  // ---- cancel, delete ----

  @Test
  void cancel_ofRunningTask_isRecordedAndTold() {
    opened().join(A, description("a"), Bells.unheard());
    running("1");
    IntentAnswer answer = opened().apply(cancel("1", 2));
    assertEquals(Answer.DONE, answer.answer());
    assertEquals(TaskStatus.RUNNING, answer.status());
    assertEquals(Set.of(A), answer.toRing());
    assertEquals(Answer.REPEATED, opened().apply(new Intent.Cancel("1", null)).answer());
    assertTrue(find("1").cancelRequested());
    assertEquals(Set.of("1"), beat(A, 1).intents());
    assertEquals(Set.of("1"), beat(A, 2).intents());
    assertEquals(Set.of(), beat(A, 3, "1").intents());
    assertTrue(write(A, append("1", 1, slice(2, 2))).cancelRequested());
  }

  @Test
  void cancel_ofPendingTask_endsItAtOnce() {
    opened().create(waiting("1", -1));
    assertEquals(Answer.BEHIND, opened().apply(new Intent.Cancel("1", null)).answer());
    IntentAnswer answer = opened().apply(cancel("1", 1));
    assertEquals(Answer.DONE, answer.answer());
    assertEquals(TaskStatus.CANCELLED, answer.status());
    assertEquals(Answer.ENDED, opened().apply(cancel("1", 1)).answer());
    assertNull(opened().claim(A, IMPORT));
    assertEquals(List.of(), list(true, null));
    assertEquals(List.of("1-1"), slices("1", 0));
  }

  @Test
  void cancel_ofUnknownOrEndedTask_saysSo() {
    assertEquals(Answer.UNKNOWN, opened().apply(cancel("1", 1)).answer());
    running("2");
    write(A, end("2", 1, TaskStatus.COMPLETED, true, 2));
    assertEquals(Answer.ENDED, opened().apply(cancel("2", 3)).answer());
    assertFalse(find("2").cancelRequested());
  }

  @Test
  void delete_onlyAfterTheEnd() {
    opened().join(A, description("a"), Bells.unheard());
    running("1");
    assertEquals(Answer.OPEN, opened().apply(new Intent.Delete("1")).answer());
    write(A, end("1", 1, TaskStatus.COMPLETED, true, 2));
    IntentAnswer answer = opened().apply(new Intent.Delete("1"));
    assertEquals(Answer.DONE, answer.answer());
    assertEquals(Set.of(A), answer.toRing());
    assertEquals(Set.of("1"), beat(A, 1).intents());
    assertNull(opened().find("1"));
    assertEquals(Answer.UNKNOWN, opened().apply(new Intent.Delete("1")).answer());
    assertEquals(List.of(), list(false, null));
  }

  @Test
  void delete_leavesTheEndToThoseWhoWatch_andNothingToWriteAgain() {
    opened().join(A, description("a"), Bells.unheard());
    running("1");
    write(A, end("1", 1, TaskStatus.COMPLETED, true, 2));
    opened().apply(new Intent.Delete("1"));
    TaskNews left = opened().read(List.of(new TaskCursor("1", 1))).get("1");
    assertTrue(left.removed());
    assertEquals(TaskStatus.COMPLETED, left.task().status());
    assertEquals(2, left.slices().get(0).last());
    assertEquals(Answer.FENCED, opened().create(onNode("1", A)).answer());
    assertEquals(Answer.UNKNOWN, write(A, append("1", 1, slice(3, 3))).answer());
    assertNull(opened().find("1"));
    running("2");
    assertFalse(opened().read(List.of(new TaskCursor("2", 0))).get("2").removed());
  }

  @Test
  void append_ofATaskWhoseBeginIsLost_saysSo() {
    opened().join(A, description("a"), Bells.unheard());
    opened().create(onNode("1", A));
    TaskWrite picture = new TaskWrite.Append("1", 1, List.of(), 1, 3, bytes("{}"));
    assertEquals(Answer.BEHIND, write(A, picture).answer());
    TaskWrite waits = new TaskWrite.Append("1", 1, List.of(), 1, 0, bytes("{}"));
    assertEquals(Answer.DONE, write(A, waits).answer());
    assertEquals(Answer.DONE, write(A, begin("1", 1, 1)).answer());
    assertEquals(Answer.DONE, write(A, picture).answer());
  }

  // ---- lists ----

  @Test
  void list_newestFirst_pageByPage() {
    for (int i = 1; i <= 25; i++) {
      opened().create(onNode("t" + i, A));
    }
    List<String> ids = new ArrayList<>();
    ListPosition after = null;
    do {
      Page page = opened().list(new Listing(false, null, after, 0, 10));
      assertTrue(page.tasks().size() <= 10);
      page.tasks().forEach(task -> ids.add(task.taskId()));
      after = page.next();
    } while (after != null);
    List<String> expected = new ArrayList<>();
    for (int i = 25; i >= 1; i--) {
      expected.add("t" + i);
    }
    assertEquals(expected, ids);
  }

  @Test
  void list_byOwnerAndOpenAndAge() {
    opened().create(task("1", A, "ann", -1, false));
    opened().create(task("2", A, "bob", -1, false));
    long accepted = opened().create(task("3", A, "ann", -1, false)).acceptedMicros();
    write(A, begin("1", 1, 1));
    write(A, end("1", 1, TaskStatus.COMPLETED, true, 2));
    assertEquals(List.of("3", "1"), list(false, "ann"));
    assertEquals(List.of("3"), list(true, "ann"));
    assertEquals(List.of("3", "2"), list(true, null));
    opened().create(task("4", A, "bob", -1, false));
    List<TaskRecord> newer = opened().list(new Listing(false, null, null, accepted, 10)).tasks();
    assertEquals(List.of("4"), newer.stream().map(TaskRecord::taskId).toList());
  }

  // ---- watching, bells ----

  @Test
  void watch_ofATask_isToldToItsWriter() {
    running("1");
    Map<String, String> owners =
        opened()
            .watch(
                B,
                List.of(new Watch("1", WatchRate.FULL), new Watch("none", WatchRate.FULL)),
                MINUTES);
    assertEquals(Map.of("1", A), owners);
    opened().watch("node-c", List.of(new Watch("1", WatchRate.COARSE)), MINUTES);
    opened().watch(A, List.of(new Watch("1", WatchRate.FULL)), MINUTES);
    assertEquals(
        Map.of(B, WatchRate.FULL, "node-c", WatchRate.COARSE),
        write(A, append("1", 1, slice(2, 2))).watchers());
    opened().watch(B, List.of(new Watch("1", WatchRate.COARSE)), MINUTES);
    assertEquals(
        Map.of(B, WatchRate.COARSE, "node-c", WatchRate.COARSE),
        write(A, end("1", 1, TaskStatus.COMPLETED, true, 3)).watchers());
  }

  @Test
  void watch_thatIsNotRenewed_isOver() {
    running("1");
    opened().watch(B, List.of(new Watch("1", WatchRate.FULL)), Duration.ofMillis(200));
    pass(Duration.ofMillis(300));
    assertEquals(Map.of(), write(A, append("1", 1, slice(2, 2))).watchers());
  }

  @Test
  void ring_reachesTheListener() throws InterruptedException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    opened().join(A, description("a"), Bells.into(heard));
    assertEquals("missed", heard.poll(10, TimeUnit.SECONDS));
    opened().ring(Map.of(A, List.of("1", "2"), B, List.of("3")));
    assertEquals("[1, 2]", heard.poll(10, TimeUnit.SECONDS));
    opened().ring(Map.of(A, List.of()));
    assertEquals("[]", heard.poll(10, TimeUnit.SECONDS));
  }

  // ---- servers ----

  @Test
  void beat_ofServers_isSeenByAll() {
    opened().join(A, description("a"), Bells.unheard());
    opened().join(B, description("b"), Bells.unheard());
    NodeDescription told =
        new NodeDescription("a & b", true, 3, 4, 0, true, Set.of("import", "re,port=1"));
    BeatAnswer answer = opened().beat(new Beat(A, 1, 0, told, Set.of()));
    assertEquals(Answer.DONE, answer.answer());
    assertEquals(new NodeBeat(1, false, told), answer.nodes().get(A));
    assertEquals(new NodeBeat(0, false, description("b")), answer.nodes().get(B));
  }

  @Test
  void beat_ofUnknownServer_makesItKnown_andIsToldUntilItIsHeard() {
    assertEquals(Answer.UNKNOWN, beat(A, 7).answer());
    BeatAnswer again = beat(A, 8);
    assertEquals(Answer.UNKNOWN, again.answer());
    assertEquals(7, again.since());
    Beat heard = new Beat(A, 9, again.since(), description(A), Set.of());
    assertEquals(Answer.DONE, opened().beat(heard).answer());
  }

  @Test
  void remembers_whomItKnowsSince() {
    assertFalse(opened().remembers(A, 0));
    opened().join(A, description("a"), Bells.unheard());
    assertTrue(opened().remembers(A, 0));
    beat(A, 1);
    assertTrue(opened().remembers(A, 0));
    assertFalse(opened().remembers(A, 1), "it came anew, after all was lost");
    beat(B, 7);
    assertTrue(opened().remembers(B, 7));
    assertFalse(opened().remembers(B, 0));
  }

  @Test
  void declareLost_onlyAtThatVeryCounter() {
    opened().join(A, description("a"), Bells.unheard());
    beat(A, 5);
    assertEquals(Answer.BEHIND, opened().declareLost(B, A, 5)); // nobody knows who says so
    beat(B, 1);
    assertEquals(Answer.BEHIND, opened().declareLost(B, A, 4));
    assertEquals(Answer.BEHIND, opened().declareLost(B, A, -1));
    assertEquals(Answer.DONE, beat(A, 6).answer());
    assertEquals(Answer.DONE, opened().declareLost(B, A, 6));
    assertEquals(Answer.REPEATED, opened().declareLost(B, A, 6));
    assertEquals(Answer.FENCED, beat(A, 7).answer());
    assertEquals(Answer.BEHIND, opened().declareLost(A, B, 1));
    NodeBeat lost = beat(B, 2).nodes().get(A);
    assertTrue(lost.lost());
    assertEquals(6, lost.counter());
    assertEquals(A, lost.description().name());
  }

  @Test
  void declareLost_ofServerThatNobodyKnows() {
    beat(B, 1);
    assertEquals(Answer.BEHIND, opened().declareLost(B, A, 3));
    assertEquals(Answer.DONE, opened().declareLost(B, A, -1));
    assertEquals(Answer.FENCED, beat(A, 1).answer());
  }

  @Test
  void sweep_findsTasksOfUnknownAndLostServers() {
    opened().join(B, description("b"), Bells.unheard());
    opened().create(onNode("1", A));
    opened().create(onNode("2", B));
    assertEquals(Set.of(A), sweep());
    opened().join(A, description("a"), Bells.unheard());
    assertEquals(Set.of(), sweep());
    opened().declareLost(A, B, 0);
    assertEquals(Set.of(B), sweep());
    opened().take("2", B, A);
    write(A, begin("2", 2, 1));
    write(A, end("2", 2, TaskStatus.COMPLETED, true, 2));
    write(A, begin("1", 1, 1));
    write(A, end("1", 1, TaskStatus.COMPLETED, true, 2));
    assertEquals(Set.of(), sweep());
  }

  // ---- taking, claiming, giving back ----

  @Test
  void take_fromALostServer_fencesIt() {
    running("1");
    write(A, append("1", 1, slice(2, 3)));
    assertEquals(Set.of("1"), opened().openTasks(A));
    Taken taken = opened().take("1", A, B);
    assertEquals(2, taken.task().fence());
    assertEquals(B, taken.task().node());
    assertEquals(TaskStatus.RUNNING, taken.task().status());
    assertNull(opened().take("1", A, "node-c"));
    assertEquals(Answer.FENCED, write(A, append("1", 1, slice(4, 4))).answer());
    assertEquals(Answer.FENCED, write(A, end("1", 1, TaskStatus.COMPLETED, true, 4)).answer());
    assertEquals(Set.of(), opened().openTasks(A));
    assertEquals(Set.of("1"), opened().openTasks(B));
    assertEquals(Answer.DONE, write(B, end("1", 2, TaskStatus.FAILED, true, 1_000_003)).answer());
    assertEquals(Answer.FENCED, write(A, end("1", 1, TaskStatus.COMPLETED, true, 4)).answer());
    assertEquals(TaskStatus.FAILED, find("1").status());
  }

  @Test
  void take_endedOrUnknownTask_isNull() {
    running("1");
    write(A, end("1", 1, TaskStatus.COMPLETED, true, 2));
    assertNull(opened().take("1", A, B));
    assertNull(opened().take("none", A, B));
  }

  @Test
  void claim_oldestOfKnownTypes_once() {
    opened().create(task("0", null, null, -1, false, "report"));
    opened().create(waiting("1", -1));
    opened().create(waiting("2", -1));
    Taken first = opened().claim(A, IMPORT);
    assertEquals("1", first.task().taskId());
    assertEquals(A, first.task().node());
    assertEquals(2, first.task().fence());
    assertEquals("spec", text(first.spec()));
    assertEquals("2", opened().claim(B, IMPORT).task().taskId());
    assertNull(opened().claim(B, IMPORT));
    assertNull(opened().claim(B, Set.of()));
    assertEquals("0", opened().claim(B, Set.of("import", "report")).task().taskId());
  }

  @Test
  void claim_taskOfAServer_isNotGiven() {
    opened().create(onNode("1", A));
    assertNull(opened().claim(B, IMPORT));
  }

  @Test
  void release_ofClaimedTask_givesItToTheNext() {
    opened().create(waiting("1", -1));
    opened().claim(A, IMPORT);
    TaskWrite release = new TaskWrite.Release("1", 2, 1, 0, false, null);
    assertEquals(Answer.DONE, write(A, release).answer());
    assertEquals(Answer.REPEATED, write(A, release).answer());
    assertEquals(Answer.FENCED, write(A, begin("1", 2, 1)).answer());
    Taken again = opened().claim(B, IMPORT);
    assertEquals(4, again.task().fence());
    assertEquals(Answer.FENCED, write(A, release).answer());
    assertEquals(Answer.DONE, write(B, begin("1", 4, 1)).answer());
  }

  @Test
  void release_refused_isNotGivenToTheSameAgain() {
    opened().create(waiting("1", -1));
    opened().claim(A, IMPORT);
    write(A, new TaskWrite.Release("1", 2, 1, 0, true, null));
    assertNull(opened().claim(A, IMPORT));
    Taken taken = opened().claim(B, IMPORT);
    assertEquals(Set.of(A), taken.task().refusedBy());
  }

  @Test
  void release_ofRestartableTask_beginsAnewHigher() {
    opened().create(task("1", null, null, -1, true));
    opened().claim(A, IMPORT);
    write(A, begin("1", 2, 1));
    write(A, append("1", 2, slice(2, 9)));
    Taken taken = opened().take("1", A, B);
    assertEquals("spec", text(taken.spec()));
    assertEquals(
        Answer.DONE,
        write(B, new TaskWrite.Release("1", 3, 2, 1_000_009, false, bytes("{\"a\":2}"))).answer());
    TaskRecord waiting = find("1");
    assertEquals(2, waiting.attempt());
    assertEquals(TaskStatus.PENDING, waiting.status());
    assertEquals(9, waiting.last());
    assertEquals(1_000_009, waiting.seen());
    opened().claim(B, IMPORT);
    assertEquals(Answer.BEHIND, write(B, begin("1", 5, 10)).answer());
    assertEquals(Answer.DONE, write(B, begin("1", 5, 1_000_010)).answer());
    assertEquals(List.of("1000010-1000010"), slices("1", 9));
    assertEquals(List.of("1000010-1000010"), slices("1", 0));
  }

  @Test
  void release_ofCancelledTask_isBehind() {
    opened().create(task("1", null, null, -1, true));
    opened().claim(A, IMPORT);
    write(A, begin("1", 2, 1));
    opened().apply(cancel("1", 2));
    opened().take("1", A, B);
    assertEquals(
        Answer.BEHIND, write(B, new TaskWrite.Release("1", 3, 2, 1_000_001, false, null)).answer());
  }

  @Test
  void begin_ofTaskThatCannotBeginAgain_forgetsItsSpec() {
    opened().create(waiting("1", -1));
    opened().claim(A, IMPORT);
    write(A, begin("1", 2, 1));
    assertNull(opened().take("1", A, B).spec());
  }

  // ---- small values ----

  @Test
  void putIfAbsent_keepsTheFirst() {
    assertEquals("a", text(opened().putIfAbsent("k", bytes("a"), MINUTES)));
    assertEquals("a", text(opened().putIfAbsent("k", bytes("b"), MINUTES)));
    assertFalse(opened().replace("k", bytes("b"), bytes("c"), MINUTES));
    assertTrue(opened().replace("k", bytes("a"), bytes("c"), MINUTES));
    assertEquals("c", text(opened().putIfAbsent("k", bytes("d"), MINUTES)));
    assertTrue(opened().replace("k", bytes("c"), null, MINUTES));
    assertFalse(opened().replace("k", bytes("c"), bytes("e"), MINUTES));
    assertEquals("f", text(opened().putIfAbsent("k", bytes("f"), Duration.ofMillis(200))));
    pass(Duration.ofMillis(300));
    assertEquals("g", text(opened().putIfAbsent("k", bytes("g"), MINUTES)));
  }

  // ---- words of the tests ----

  private TaskRecord find(String id) {
    TaskRecord task = opened().find(id);
    assertNotNull(task);
    return task;
  }

  private WriteAnswer write(String node, TaskWrite write) {
    return opened().write(node, List.of(write)).get(0);
  }

  private TaskNews news(String id, long after) {
    return opened().read(List.of(new TaskCursor(id, after))).get(id);
  }

  private List<String> slices(String id, long after) {
    return news(id, after).slices().stream()
        .map(slice -> slice.first() + "-" + slice.last())
        .toList();
  }

  private List<String> list(boolean openOnly, @Nullable String owner) {
    return opened().list(new Listing(openOnly, owner, null, 0, 100)).tasks().stream()
        .map(TaskRecord::taskId)
        .toList();
  }

  private Set<String> sweep() {
    Set<String> unknown = new HashSet<>();
    String from = null;
    do {
      Swept swept = opened().sweep(from);
      unknown.addAll(swept.absentNodes());
      from = swept.next();
    } while (from != null);
    return unknown;
  }

  private BeatAnswer beat(String node, long counter, String... handled) {
    return opened().beat(new Beat(node, counter, 0, description(node), Set.of(handled)));
  }

  private void running(String id) {
    opened().create(onNode(id, A));
    assertEquals(Answer.DONE, write(A, begin(id, 1, 1)).answer());
  }

  private static NewTask failed(String id) {
    return new NewTask(
        id,
        "import",
        "ann",
        A,
        3,
        1,
        false,
        TaskStatus.FAILED,
        false,
        90,
        12345,
        bytes("{}"),
        bytes("[1]"),
        null,
        List.of(slice(1, 1), slice(80, 90)),
        MINUTES,
        -1);
  }

  private static NewTask onNode(String id, String node) {
    return task(id, node, "ann", -1, false);
  }

  private static NewTask waiting(String id, int maxPending) {
    return task(id, null, null, maxPending, false);
  }

  private static NewTask task(
      String id,
      @Nullable String node,
      @Nullable String owner,
      int maxPending,
      boolean restartable) {
    return task(id, node, owner, maxPending, restartable, "import");
  }

  private static NewTask task(
      String id,
      @Nullable String node,
      @Nullable String owner,
      int maxPending,
      boolean restartable,
      String type) {
    return new NewTask(
        id,
        type,
        owner,
        node,
        1,
        1,
        restartable,
        TaskStatus.PENDING,
        false,
        0,
        0,
        bytes("{\"n\":1}"),
        null,
        node == null ? bytes("spec") : null,
        List.of(),
        null,
        maxPending);
  }

  private static TaskWrite begin(String id, long fence, long sequence) {
    return new TaskWrite.Begin(id, fence, slice(sequence, sequence), bytes("{}"));
  }

  private static TaskWrite append(String id, long fence, Slice... slices) {
    long last = slices[slices.length - 1].last();
    return new TaskWrite.Append(id, fence, List.of(slices), 1, last, null);
  }

  private static TaskWrite end(
      String id, long fence, TaskStatus status, boolean knowsCancel, long last) {
    return new TaskWrite.End(
        id,
        fence,
        status,
        knowsCancel,
        false,
        List.of(slice(last, last)),
        bytes("{}"),
        null,
        MINUTES);
  }

  private static Intent cancel(String id, long sequence) {
    return new Intent.Cancel(
        id, new Intent.PendingEnd(slice(sequence, sequence), bytes("{}"), MINUTES));
  }

  private static Slice slice(long first, long last) {
    return new Slice(first, last, bytes("id: " + first + "\n\n"));
  }

  private static NodeDescription description(String name) {
    return new NodeDescription(name, false, 0, 0, 4, false, IMPORT);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
