package dev.taskwire.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskEventType;
import dev.taskwire.log.EventLog;
import dev.taskwire.log.LogCursor;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §4 for the stream of many tasks. */
class TaskFeedStreamTest {
  private static final Pattern ID = Pattern.compile("t[0-9]+x");

  private final Delivery delivery = new Delivery(10);
  private final AtomicInteger summaries = new AtomicInteger();
  private final Map<String, FakeTask> tasks = Collections.synchronizedMap(new LinkedHashMap<>());
  private final TaskFeed feed =
      new TaskFeed(
          new TaskDirectory() {
            @Override
            public List<? extends WatchedTask> all() {
              List<FakeTask> all = new ArrayList<>(tasks.values());
              Collections.reverse(all);
              return all;
            }

            @Override
            public @Nullable WatchedTask find(String taskId) {
              return tasks.get(taskId);
            }
          },
          delivery.loops);

  @AfterEach
  void stop() throws InterruptedException {
    delivery.close();
  }

  private FakeTask accept(String id, String owner) {
    FakeTask task = new FakeTask(id, owner, delivery.loops);
    tasks.put(id, task);
    feed.accepted(id, owner);
    return task;
  }

  private void remove(String id) {
    feed.removed(id, tasks.remove(id).owner());
  }

  private FakeClient watch(FeedSelection selection) {
    FakeClient client = new FakeClient();
    assertTrue(delivery.streams.open(client.request(), feed, selection));
    delivery.settle();
    return client;
  }

  private FakeClient watchAll() {
    return watch(FeedSelection.all(owner -> true));
  }

  /** What arrived, shortened: {@code task_accepted a}, {@code a1} for an event of a task. */
  private List<String> heard(FakeClient client) {
    delivery.settle();
    List<String> heard = new ArrayList<>();
    for (SseParser.Event event : client.events()) {
      String ids =
          String.join(
              "",
              event
                  .data()
                  .lines()
                  .flatMap(line -> List.of(line.split("\"task_id\":\"")).stream().skip(1))
                  .map(rest -> rest.substring(0, rest.indexOf('"')))
                  .toList());
      heard.add(
          event.type().equals("task_event") ? ids + event.id() : (event.type() + " " + ids).trim());
    }
    return heard;
  }

  @Test
  void all_beginsWithTheListThenTellsWhatHappens() {
    FakeTask old = accept("a", "ann");
    old.begin();
    FakeClient client = watchAll();
    assertEquals(List.of("task_list a", "a1"), heard(client));
    FakeTask next = accept("b", "bob");
    next.begin();
    delivery.settle();
    next.end();
    delivery.settle();
    remove("b");
    assertEquals(
        List.of("task_list a", "a1", "task_accepted b", "b1", "b2", "task_removed b"),
        heard(client));
    assertFalse(client.isCompleted());
  }

  @Test
  void list_ofMany_isMadeAsTheClientTakesIt() {
    for (int i = 0; i < 1000; i++) {
      accept("t" + i, "ann").padding = "x".repeat(1000);
    }
    FakeClient client = new FakeClient();
    client.out.window(1000);
    assertTrue(delivery.streams.open(client.request(), feed, FeedSelection.all(owner -> true)));
    delivery.settle();
    assertTrue(summaries.get() < 40, summaries.get() + " were made for a client that took none");
    for (int i = 0; i < 2000; i++) {
      client.out.read(1000);
      delivery.settle();
    }
    assertEquals(1000, client.events().get(0).data().split("\"task_id\"").length - 1);
    assertTrue(client.out.mostCopied() <= 32 * 1024, "at most: " + client.out.mostCopied());
    assertEquals(1000, summaries.get());
  }

  @Test
  void list_hasEveryUnfinishedTask_thenFinishedOnesAsLongAsThereIsRoom() {
    for (int i = 0; i < 1500; i++) {
      FakeTask task = accept("t" + i, "ann");
      if (i % 3 == 0) {
        task.begin();
        task.end();
      }
    }
    String list = watchAll().events().get(0).data();
    List<String> ids = List.of(list.split("\"task_id\":\"t")).stream().skip(1).toList();
    assertEquals(1000, ids.size());
    assertTrue(ids.get(0).startsWith("1499\""), ids.get(0));
    assertTrue(ids.stream().noneMatch(id -> isFinished(id)));
    for (int i = 1500; i < 1600; i++) {
      accept("t" + i, "ann");
    }
    assertEquals(1101, watchAll().events().get(0).data().split("\"task_id\":\"t").length);
    for (int i = 600; i < 1600; i++) {
      tasks.remove("t" + i);
    }
    String shorter = watchAll().events().get(0).data();
    List<String> few = List.of(shorter.split("\"task_id\":\"t")).stream().skip(1).toList();
    assertEquals(600, few.size());
    assertTrue(few.subList(0, 400).stream().noneMatch(id -> isFinished(id)));
    assertTrue(few.get(400).startsWith("597\""), few.get(400));
  }

  private static boolean isFinished(String idAndMore) {
    return Integer.parseInt(idAndMore.substring(0, idAndMore.indexOf('"'))) % 3 == 0;
  }

  @Test
  void all_whatEndedBefore_isListedNotReplayed() {
    FakeTask done = accept("a", "ann");
    done.begin();
    done.end();
    FakeClient client = watchAll();
    assertEquals(List.of("task_list a"), heard(client));
  }

  @Test
  void all_ofAnOwner_tellsNothingOfOthers() {
    accept("a", "ann").begin();
    accept("b", "bob").begin();
    FakeClient ann = watch(FeedSelection.all(Predicate.isEqual("ann")));
    accept("c", "bob").begin();
    accept("d", "ann").begin();
    delivery.settle();
    remove("b");
    remove("a");
    assertEquals(
        List.of("task_list a", "a1", "task_accepted d", "d1", "task_removed a"), heard(ann));
  }

  @Test
  void byIds_tellsOfThoseOnly_andEndsWhenAllAreGone() {
    FakeTask first = accept("a", "ann");
    first.begin();
    first.end();
    accept("b", "ann").begin();
    FakeClient client = watch(FeedSelection.byIds(List.of("a", "a", "nobody", "b"), owner -> true));
    assertEquals(
        List.of("a1", "a2", "b1", "task_list ba"), heard(client).stream().sorted().toList());
    accept("c", "ann").begin();
    remove("a");
    assertEquals("task_removed a", heard(client).get(4));
    assertFalse(client.isCompleted());
    remove("b");
    assertEquals("task_removed b", heard(client).get(5));
    assertTrue(client.isCompleted());
  }

  @Test
  void all_moreChangesThanTheFeedKeeps_startsOverWithAList() {
    FakeTask known = accept("known", "ann");
    FakeClient client = watchAll();
    Runnable goOn = delivery.stall();
    accept("first", "ann");
    fallBehind();
    known.begin();
    accept("last", "ann");
    goOn.run();
    List<String> heard = heard(client);
    assertEquals("task_list known", heard.get(0));
    assertEquals(
        List.of("known1", "task_accepted first", "task_accepted last", "task_list lastfirstknown"),
        heard.subList(1, heard.size()).stream().sorted().toList());
    accept("new", "ann");
    assertEquals("task_accepted new", heard(client).get(5));
  }

  @Test
  void all_slowClient_isToldOfEverythingAndInOrder() {
    FakeClient client = watchAll();
    client.out.takeOnly(0);
    List<String> expected = new ArrayList<>(List.of("task_list"));
    for (int i = 0; i < 300; i++) {
      String id = "t" + i + "x";
      FakeTask task = accept(id, "ann");
      task.begin();
      delivery.settle();
      task.end();
      if (i % 2 == 0) {
        remove(id);
      }
      delivery.settle();
      expected.addAll(List.of("task_accepted " + id, id + "1", id + "2"));
      if (i % 2 == 0) {
        expected.add("task_removed " + id);
      }
      if (i % 100 == 0) {
        delivery.pass(0.25);
        client.out.takeOnly(1);
        client.out.takeOn();
        delivery.settle();
        client.out.takeOnly(0);
      }
    }
    client.out.takeOn();
    List<String> heard = heard(client);
    assertEquals(expected.stream().sorted().toList(), heard.stream().sorted().toList());
    for (int i = 0; i < 300; i++) {
      String id = "t" + i + "x";
      List<String> own =
          heard.stream().filter(each -> each.matches("(task_.* )?" + id + "[12]?")).toList();
      assertTrue(own.indexOf("task_accepted " + id) == 0, own.toString());
      assertTrue(i % 2 > 0 || own.indexOf("task_removed " + id) == own.size() - 1, own.toString());
    }
  }

  @Test
  void all_streamsThatAreDifferentlyFarBehind_getEachEventOnce() {
    FakeTask fast = accept("fast", "ann");
    fast.begin();
    List<FakeClient> clients = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      clients.add(watchAll());
    }
    for (int i = 0; i < 400; i++) {
      FakeClient client = clients.get(i % 5);
      client.out.takeOnly(i % 3 == 0 ? 0 : 100);
      fast.report();
      delivery.settle();
      if (i % 7 == 0) {
        clients.get(i * 3 % 5).out.takeOn();
      }
      if (i % 40 == 0) {
        delivery.pass(0.25);
      }
    }
    fast.end();
    clients.forEach(client -> client.out.takeOn());
    delivery.settle();
    for (FakeClient client : clients) {
      List<Long> ids =
          client.events().stream()
              .filter(e -> e.type().equals("task_event"))
              .map(e -> Long.parseLong(e.id()))
              .toList();
      assertEquals(ids.stream().sorted().distinct().toList(), ids);
      assertEquals(1L, ids.get(0));
      assertEquals(402L, ids.get(ids.size() - 1));
    }
    assertEquals(403, heard(clients.get(5)).size(), "who keeps up gets all");
  }

  @Test
  void all_fastTask_keepsNoOtherWaitingForASlowClient() {
    FakeTask fast = accept("a", "ann");
    FakeTask other = accept("b", "ann");
    fast.begin();
    other.begin();
    FakeClient client = watchAll();
    client.out.takeOnly(0);
    for (int i = 0; i < 100; i++) {
      fast.report();
      delivery.settle();
      other.report();
      delivery.settle();
      client.out.takeOnly(1);
      client.out.takeOnce();
      delivery.settle();
      delivery.pass(0.25);
    }
    List<String> heard = heard(client);
    assertTrue(heard.stream().filter(each -> each.startsWith("a")).count() > 10, heard.toString());
    assertTrue(heard.stream().filter(each -> each.startsWith("b")).count() > 10, heard.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void all_whateverHappens_eachReaderIsToldOfEachTaskFromBeginningToEnd(long seed) {
    Random random = new Random(seed);
    List<FakeClient> clients = new ArrayList<>();
    List<FakeTask> living = new ArrayList<>();
    List<FakeTask> ended = new ArrayList<>();
    Map<String, Long> lastOf = new LinkedHashMap<>();
    for (int i = 0; i < 3000; i++) {
      int what = random.nextInt(100);
      if (what < 15) {
        living.add(accept("t" + i + "x", "ann"));
      } else if (what < 60 && !living.isEmpty()) {
        FakeTask task = living.get(random.nextInt(living.size()));
        if (task.broadcaster.log().last() == 0) {
          task.begin();
        } else {
          task.report();
        }
      } else if (what < 70 && !living.isEmpty()) {
        FakeTask task = living.remove(random.nextInt(living.size()));
        task.end();
        lastOf.put(task.id, task.broadcaster.log().last());
        ended.add(task);
      } else if (what < 78 && !ended.isEmpty()) {
        remove(ended.remove(random.nextInt(ended.size())).id);
      } else if (what < 80 && clients.size() < 8) {
        clients.add(watchAll());
      } else if (what < 88 && !clients.isEmpty()) {
        clients.get(random.nextInt(clients.size())).out.takeOnly(random.nextInt(300));
      } else if (what < 94 && !clients.isEmpty()) {
        clients.get(random.nextInt(clients.size())).out.takeOn();
      } else if (what < 97) {
        delivery.settle();
      } else {
        delivery.pass(0.25);
      }
    }
    clients.forEach(client -> client.out.takeOn());
    delivery.pass(0.5);
    clients.removeIf(FakeClient::isCompleted); // it was blocked for too long, and cut
    assertTrue(clients.size() > 1);
    for (FakeClient client : clients) {
      assertTellsEachTaskOnce(heard(client), lastOf);
    }
  }

  private void assertTellsEachTaskOnce(List<String> heard, Map<String, Long> lastOf) {
    Map<String, List<String>> ofTask = new LinkedHashMap<>();
    for (String each : heard.subList(1, heard.size())) {
      Matcher named = ID.matcher(each);
      assertTrue(named.find(), each);
      String id = named.group();
      ofTask.computeIfAbsent(id, none -> new ArrayList<>()).add(each.replace(id, ""));
    }
    ofTask.forEach(
        (id, told) -> {
          boolean isListed = heard.get(0).contains(id);
          assertTrue(
              isListed
                  || told.get(0).equals("task_accepted ")
                  || told.equals(List.of("task_removed ")),
              id + told);
          List<Long> events =
              told.stream().filter(each -> !each.startsWith("task")).map(Long::valueOf).toList();
          assertEquals(events.stream().sorted().distinct().toList(), events, id);
          if (!isListed && told.size() > 1 && !events.isEmpty()) {
            assertEquals(1L, events.get(0), id + told);
          }
          Long last = lastOf.get(id);
          assertTrue(
              !events.isEmpty() || last == null || told.equals(List.of("task_removed ")),
              () -> heard.get(0).contains(id) + id + told);
          if (last != null && !told.equals(List.of("task_removed "))) {
            assertEquals(last, events.get(events.size() - 1), id + told);
          }
          int removal = told.indexOf("task_removed ");
          assertTrue(removal < 0 || removal == told.size() - 1, id + told);
          assertEquals(tasks.containsKey(id) || last == null, removal < 0, id + told);
        });
  }

  @Test
  void wakeUps_lost_areMadeUpForByTheTick() {
    FakeTask task = accept("a", "ann");
    FakeClient client = watchAll();
    watchersOf(task).forEach(task.broadcaster().watchers()::remove);
    feed.watchers().forEach(feed.watchers()::remove);
    task.begin();
    accept("b", "ann");
    assertEquals(List.of("task_list a"), heard(client));
    delivery.pass(0.25);
    assertEquals(List.of("task_list a", "task_accepted b", "a1"), heard(client));
  }

  @Test
  void news_ofNobodyElse_wakeNobody() {
    FakeTask task = accept("a", "ann");
    accept("b", "bob").begin();
    FakeClient ann = watch(FeedSelection.all(Predicate.isEqual("bob")));
    FakeClient byId = watch(FeedSelection.byIds(List.of("b"), owner -> true));
    int asked = ann.out.timesAsked() + byId.out.timesAsked();
    task.begin();
    remove("a");
    accept("c", "ann").begin();
    delivery.settle();
    assertEquals(asked, ann.out.timesAsked() + byId.out.timesAsked());
  }

  @Test
  void all_taskRemovedBeforeItsEventsWereSent_isToldAfterThem() {
    FakeTask task = accept("a", "ann");
    task.begin();
    FakeTask other = accept("b", "ann");
    FakeClient client = watchAll();
    client.out.takeOnly(0);
    other.begin();
    task.end();
    delivery.settle();
    remove("a");
    delivery.settle();
    client.out.takeOn();
    assertEquals(List.of("task_list ba", "a1", "b1", "a2", "task_removed a"), heard(client));
  }

  @Test
  void byIds_taskRemovedBeforeItsEventsWereSent_isToldAfterThem() {
    FakeTask task = accept("a", "ann");
    FakeClient client = watch(FeedSelection.byIds(List.of("a"), owner -> true));
    client.out.takeOnly(0);
    task.begin();
    task.end();
    remove("a");
    delivery.settle();
    client.out.takeOn();
    assertEquals(List.of("task_list a", "a1", "a2", "task_removed a"), heard(client));
    assertTrue(client.isCompleted());
  }

  @Test
  void byIds_tooFarBehind_tellsWhatLeftBeforeTheListAndEnds() {
    FakeTask task = accept("a", "ann");
    FakeTask staying = accept("b", "ann");
    FakeClient client = watch(FeedSelection.byIds(List.of("a", "b"), owner -> true));
    Runnable goOn = delivery.stall();
    task.begin();
    task.end();
    remove("a");
    fallBehind();
    goOn.run();
    assertEquals(
        List.of("task_list ab", "a1", "a2", "task_removed a", "task_list b"), heard(client));
    assertEquals(List.of(), watchersOf(task));
    staying.begin();
    delivery.settle();
    remove("b");
    assertEquals(List.of("b1", "task_removed b"), heard(client).subList(5, 7));
    assertTrue(client.isCompleted());
  }

  @Test
  void byIds_tooFarBehindAndAllGone_ends() {
    FakeTask task = accept("a", "ann");
    FakeClient client = watch(FeedSelection.byIds(List.of("a"), owner -> true));
    Runnable goOn = delivery.stall();
    task.end();
    remove("a");
    fallBehind();
    goOn.run();
    assertEquals(List.of("task_list a", "a1", "task_removed a", "task_list"), heard(client));
    assertTrue(client.isCompleted());
  }

  @Test
  void frames_thatWereSent_areNotKept() throws IOException {
    accept("a", "ann").end();
    FeedSource source = new FeedSource(feed, FeedSelection.all(owner -> true));
    source.open(
        new EventStreamSink(delivery.streams, 0, new FakeClient().request().startAsync(), source));
    LogCursor frames = Objects.requireNonNull(source.next());
    assertTrue(frames.length() > 0);
    assertNull(source.next());
    assertEquals(0, frames.bytes().length);
  }

  private void fallBehind() {
    for (int i = 0; i < 2500; i++) {
      accept("x" + i, "ann");
      remove("x" + i);
    }
  }

  private static List<Watcher> watchersOf(FakeTask task) {
    List<Watcher> watchers = new ArrayList<>();
    task.broadcaster().watchers().forEach(watchers::add);
    return watchers;
  }

  @Test
  void vanishedClient_leavesNoWatcherBehind() {
    FakeTask task = accept("a", "ann");
    FakeClient client = watchAll();
    client.out.leave();
    task.begin();
    delivery.settle();
    assertTrue(client.isCompleted());
    List<Watcher> left = watchersOf(task);
    feed.watchers().forEach(left::add);
    assertEquals(List.of(), left);
  }

  /** A task that does what the test says. */
  private final class FakeTask implements WatchedTask {
    private final String id;
    private final String owner;
    private final TaskBroadcaster broadcaster;
    private String padding = "";

    FakeTask(String id, String owner, DeliveryLoops loops) {
      this.id = id;
      this.owner = owner;
      this.broadcaster = new TaskBroadcaster(new EventLog(id, 512), loops);
    }

    void begin() {
      broadcaster.log().append(TaskEventType.TASK_STARTED, Instant.EPOCH, null);
      broadcaster.log().announce();
    }

    void report() {
      broadcaster.log().appendProgress(Instant.EPOCH, "x".repeat(100), 0.5);
      broadcaster.log().announce();
    }

    void end() {
      broadcaster.log().append(TaskEventType.TASK_COMPLETED, Instant.EPOCH, null);
      broadcaster.log().announce();
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public String owner() {
      return owner;
    }

    @Override
    public TaskBroadcaster broadcaster() {
      return broadcaster;
    }

    @Override
    public byte[] json() {
      throw new AssertionError("one among many is told of by its summary");
    }

    @Override
    public byte[] summary() {
      summaries.incrementAndGet();
      return ("{\"task_id\":\"" + id + "\"" + padding + "}").getBytes(UTF_8);
    }
  }
}
