package dev.taskwire.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskEventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contract §4 for the stream of many tasks. */
class TaskFeedStreamTest {
  private final Delivery delivery = new Delivery(10);
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
        List.of("a1", "a2", "b1", "task_list ab"), heard(client).stream().sorted().toList());
    accept("c", "ann").begin();
    remove("a");
    assertEquals("task_removed a", heard(client).get(4));
    assertFalse(client.isCompleted());
    remove("b");
    assertEquals("task_removed b", heard(client).get(5));
    assertTrue(client.isCompleted());
  }

  @Test
  void all_tooFarBehind_startsOverWithAList() {
    FakeClient client = watchAll();
    client.out.takeOnly(0);
    accept("first", "ann");
    fallBehind();
    accept("last", "ann");
    client.out.takeOn();
    List<String> heard = heard(client);
    assertEquals(List.of("task_list", "task_list lastfirst"), heard);
    accept("new", "ann");
    assertEquals("task_accepted new", heard(client).get(2));
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
    assertEquals(List.of("task_list ba", "a1", "a2", "task_removed a", "b1"), heard(client));
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
    client.out.takeOnly(0);
    task.begin();
    task.end();
    remove("a");
    fallBehind();
    client.out.takeOn();
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
    client.out.takeOnly(0);
    task.end();
    remove("a");
    fallBehind();
    client.out.takeOn();
    assertEquals(List.of("task_list a", "a1", "task_removed a", "task_list"), heard(client));
    assertTrue(client.isCompleted());
  }

  @Test
  void frames_thatWereSent_areNotKept() {
    accept("a", "ann").end();
    FeedSource source = new FeedSource(feed, FeedSelection.all(owner -> true));
    LogCursor frames = Objects.requireNonNull(source.next());
    assertTrue(frames.length() > 0);
    assertNull(source.next());
    assertEquals(0, frames.bytes().length);
  }

  private void fallBehind() {
    for (int i = 0; i < 2500; i++) {
      accept("x", "ann");
      remove("x");
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
  private static final class FakeTask implements WatchedTask {
    private final String id;
    private final String owner;
    private final TaskBroadcaster broadcaster;

    FakeTask(String id, String owner, DeliveryLoops loops) {
      this.id = id;
      this.owner = owner;
      this.broadcaster = new TaskBroadcaster(new EventLog(id, 16), loops);
    }

    void begin() {
      broadcaster.log().append(TaskEventType.TASK_STARTED, Instant.EPOCH, null);
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
      return ("{\"task_id\":\"" + id + "\"}").getBytes(UTF_8);
    }
  }
}
