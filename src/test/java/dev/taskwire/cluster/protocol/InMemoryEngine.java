package dev.taskwire.cluster.protocol;

import dev.taskwire.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** An engine in the memory of a test, with the time of the test. Thread-safe. */
public final class InMemoryEngine implements ClusterEngine {
  private static final long HOUR = 3_600_000_000L;
  private static final int MOST_SLICES = 16;
  private static final Comparator<StoredTask> OLDEST_FIRST =
      Comparator.comparingLong((StoredTask task) -> task.accepted).thenComparing(task -> task.id);

  private final LongSupplier micros;
  private final BiConsumer<BellListener, Collection<String>> wire;

  private final Map<String, StoredTask> tasks = new HashMap<>();
  private final Map<String, StoredTask> removed = new HashMap<>();
  private final TreeSet<StoredTask> all = new TreeSet<>(OLDEST_FIRST);
  private final TreeSet<StoredTask> waiting = new TreeSet<>(OLDEST_FIRST);
  private final TreeSet<StoredTask> claimable = new TreeSet<>(OLDEST_FIRST);
  private final Map<String, Set<String>> onNode = new HashMap<>();
  private final TreeMap<String, NodeBeat> nodes = new TreeMap<>();
  private final Map<String, Long> knownSince = new HashMap<>();
  private final Map<String, Long> lostAt = new HashMap<>();
  private final Map<String, Set<String>> intents = new HashMap<>();
  private final Map<String, byte[]> values = new HashMap<>();
  private final Map<String, Long> valueExpires = new HashMap<>();
  private final Map<String, BellListener> bells = new HashMap<>();
  private long newest;
  private boolean fenced = true;
  private Consumer<String> verdicts = node -> {};

  /**
   * Creates an empty engine.
   *
   * @param micros its clock
   * @param wire how a bell reaches its listener
   */
  public InMemoryEngine(LongSupplier micros, BiConsumer<BellListener, Collection<String>> wire) {
    this.micros = micros;
    this.wire = wire;
  }

  /** It is killed, and starts empty. */
  public synchronized void wipe() {
    tasks.clear();
    removed.clear();
    all.clear();
    waiting.clear();
    claimable.clear();
    onNode.clear();
    nodes.clear();
    knownSince.clear();
    lostAt.clear();
    intents.clear();
    values.clear();
    valueExpires.clear();
  }

  /** Who is told of each verdict. */
  public void onVerdict(Consumer<String> listener) {
    verdicts = listener;
  }

  /** Breaks it: whoever writes is believed. */
  public void ignoreFences() {
    fenced = false;
  }

  /** Whether a server was declared lost. */
  public synchronized boolean isLost(String node) {
    NodeBeat beat = nodes.get(node);
    return beat != null && beat.lost();
  }

  @Override
  public synchronized void join(String node, NodeDescription description, BellListener bell) {
    bells.put(node, bell);
    beat(new Beat(node, 0, 0, description, Set.of()));
    bell.missed();
  }

  @Override
  public synchronized BeatAnswer beat(Beat beat) {
    NodeBeat old = nodes.get(beat.node());
    long since = knownSince.getOrDefault(beat.node(), beat.counter());
    Answer answer =
        old != null && old.lost()
            ? Answer.FENCED
            : since == beat.since() ? Answer.DONE : Answer.UNKNOWN;
    knownSince.put(beat.node(), since);
    if (answer != Answer.FENCED) {
      nodes.put(beat.node(), new NodeBeat(beat.counter(), false, beat.description()));
    }
    Set<String> wanted = intents.getOrDefault(beat.node(), new HashSet<>());
    wanted.removeAll(beat.handled());
    return new BeatAnswer(answer, since, nodes, micros.getAsLong(), wanted);
  }

  @Override
  public synchronized boolean remembers(String node, long since) {
    Long known = knownSince.get(node);
    return known != null && known == since;
  }

  @Override
  public synchronized Answer declareLost(String by, String node, long counter) {
    NodeBeat old = nodes.get(node);
    NodeBeat judge = nodes.get(by);
    if (judge == null || judge.lost()) {
      return judge != null && by.equals(node) ? Answer.REPEATED : Answer.BEHIND;
    }
    if (old != null && old.lost()) {
      return Answer.REPEATED;
    }
    if (counter != (old == null ? -1 : old.counter())) {
      return Answer.BEHIND;
    }
    NodeDescription description =
        old == null ? new NodeDescription("", false, 0, 0, 0, false, Set.of()) : old.description();
    nodes.put(node, new NodeBeat(counter, true, description));
    lostAt.put(node, micros.getAsLong());
    if (!by.equals(node)) {
      verdicts.accept(node);
    }
    return Answer.DONE;
  }

  @Override
  public synchronized Set<String> openTasks(String node) {
    expire();
    return new LinkedHashSet<>(onNode.getOrDefault(node, Set.of()));
  }

  @Override
  public synchronized CreateAnswer create(NewTask task) {
    expire();
    if (removed.containsKey(task.taskId())) {
      return new CreateAnswer(Answer.FENCED, 0);
    }
    StoredTask old = tasks.get(task.taskId());
    if (old != null) {
      boolean same = old.fence == task.fence() && java.util.Objects.equals(old.node, task.node());
      return new CreateAnswer(same ? Answer.REPEATED : Answer.FENCED, old.accepted);
    }
    if (task.status() == TaskStatus.PENDING
        && task.acceptedMicros() == 0
        && task.maxPending() >= 0
        && waiting.size() >= task.maxPending()) {
      return new CreateAnswer(Answer.FULL, 0);
    }
    newest = Math.max(newest + 1, micros.getAsLong());
    StoredTask made =
        new StoredTask(task, task.acceptedMicros() == 0 ? newest : task.acceptedMicros());
    renew(made, task.retention());
    tasks.put(made.id, made);
    all.add(made);
    place(made);
    return new CreateAnswer(Answer.DONE, made.accepted);
  }

  @Override
  public synchronized void restore(List<NewTask> lost) {
    lost.forEach(this::create);
  }

  private void renew(StoredTask task, @Nullable Duration retention) {
    task.expires = micros.getAsLong() + (retention == null ? HOUR : retention.toNanos() / 1000);
  }

  private void place(StoredTask task) {
    boolean open = !task.status.isTerminal();
    boolean waits = task.status == TaskStatus.PENDING;
    set(waiting, task, waits);
    set(claimable, task, waits && task.node == null);
    onNode.values().forEach(ids -> ids.remove(task.id));
    if (open && task.node != null) {
      onNode.computeIfAbsent(task.node, node -> new HashSet<>()).add(task.id);
    }
  }

  private static void set(Set<StoredTask> set, StoredTask task, boolean in) {
    if (in) {
      set.add(task);
    } else {
      set.remove(task);
    }
  }

  private void expire() {
    long now = micros.getAsLong();
    if (now < nextExpiry) {
      return;
    }
    nextExpiry = now + 100_000;
    for (StoredTask task : List.copyOf(tasks.values())) {
      if (task.expires <= now) {
        remove(task);
      }
    }
    removed.values().removeIf(task -> task.expires <= now);
  }

  private long nextExpiry;

  private void remove(StoredTask task) {
    tasks.remove(task.id);
    all.remove(task);
    waiting.remove(task);
    claimable.remove(task);
    onNode.values().forEach(ids -> ids.remove(task.id));
  }

  @Override
  public synchronized List<WriteAnswer> write(String node, List<? extends TaskWrite> writes) {
    expire();
    List<WriteAnswer> answers = new ArrayList<>();
    for (TaskWrite write : writes) {
      StoredTask task = tasks.get(write.taskId());
      if (task == null) {
        answers.add(new WriteAnswer(Answer.UNKNOWN, 0, 0, false, Map.of()));
        continue;
      }
      Answer answer = write(node, task, write);
      Map<String, WatchRate> watchers = task.watchers(micros.getAsLong());
      watchers.remove(node);
      answers.add(new WriteAnswer(answer, task.fence, task.last, task.cancel, watchers));
    }
    return answers;
  }

  private Answer write(String node, StoredTask task, TaskWrite write) {
    if (write instanceof TaskWrite.Release
        && task.status == TaskStatus.PENDING
        && task.node == null
        && task.fence == write.fence() + 1) {
      return Answer.REPEATED;
    }
    if (fenced && task.fence != write.fence()) {
      return Answer.FENCED;
    }
    Answer answer = Answer.DONE;
    if (write instanceof TaskWrite.End end) {
      answer = end(task, end);
    } else if (task.status.isTerminal()) {
      return Answer.ENDED;
    } else if (write instanceof TaskWrite.Begin begin) {
      answer = begin(task, begin);
    } else if (write instanceof TaskWrite.Append append) {
      answer = append(task, append);
    } else if (write instanceof TaskWrite.Release release) {
      answer = release(node, task, release);
    } else if (task.status == TaskStatus.RUNNING) {
      return Answer.BEHIND;
    } else {
      remove(task);
      return Answer.DONE;
    }
    place(task);
    return answer;
  }

  private Answer begin(StoredTask task, TaskWrite.Begin begin) {
    if (task.status == TaskStatus.RUNNING) {
      return Answer.REPEATED;
    }
    if (task.cancel || begin.started().first() <= task.seen) {
      return Answer.BEHIND;
    }
    task.status = TaskStatus.RUNNING;
    task.log.clear();
    task.head = begin.started();
    task.last = begin.started().last();
    task.seen = task.last;
    task.json = begin.json();
    if (!task.restartable) {
      task.spec = null;
    }
    renew(task, null);
    return Answer.DONE;
  }

  private Answer append(StoredTask task, TaskWrite.Append append) {
    List<Slice> slices = append.slices();
    if (task.status == TaskStatus.PENDING && append.seen() > task.seen) {
      return Answer.BEHIND;
    }
    if (!slices.isEmpty()) {
      long newLast = slices.get(slices.size() - 1).last();
      if (newLast <= task.last) {
        return Answer.REPEATED;
      }
      if (slices.get(0).first() <= task.last || task.status == TaskStatus.PENDING) {
        return Answer.BEHIND;
      }
      task.log.addAll(slices);
      task.last = newLast;
      task.log.removeIf(slice -> slice.last() < append.keepFrom());
    }
    task.seen = Math.max(task.seen, Math.max(task.last, append.seen()));
    if (append.json() != null) {
      task.json = append.json();
    }
    renew(task, null);
    return Answer.DONE;
  }

  private Answer end(StoredTask task, TaskWrite.End end) {
    if (task.status.isTerminal()) {
      return task.status == end.status() && task.last == end.last()
          ? Answer.REPEATED
          : Answer.ENDED;
    }
    if (task.cancel && !end.knowsCancel() || end.last() <= task.seen) {
      return Answer.BEHIND;
    }
    task.end(end.status(), end.keepsLog(), end.log(), end.json());
    task.result = end.result();
    renew(task, end.retention());
    return Answer.DONE;
  }

  private Answer release(String node, StoredTask task, TaskWrite.Release release) {
    if (task.cancel) {
      return Answer.BEHIND;
    }
    task.status = TaskStatus.PENDING;
    task.node = null;
    task.attempt = release.attempt();
    task.seen = Math.max(task.seen, release.seen());
    task.fence++;
    if (release.refused()) {
      task.refusedBy.add(node);
    }
    if (release.json() != null) {
      task.json = release.json();
    }
    renew(task, null);
    return Answer.DONE;
  }

  private long position(StoredTask task) {
    return task.status == TaskStatus.PENDING ? waiting.headSet(task).size() + 1L : 0;
  }

  @Override
  public synchronized @Nullable TaskRecord find(String taskId) {
    expire();
    StoredTask task = tasks.get(taskId);
    return task == null ? null : task.record(position(task), true);
  }

  @Override
  public synchronized Page list(Listing listing) {
    expire();
    List<TaskRecord> page = new ArrayList<>();
    ListPosition after = listing.after();
    for (StoredTask task : all.descendingSet()) {
      boolean behind =
          after == null
              || task.accepted < after.acceptedMicros()
              || task.accepted == after.acceptedMicros() && task.id.compareTo(after.taskId()) < 0;
      if (behind
          && task.accepted > listing.newerMicros()
          && !(listing.openOnly() && task.status.isTerminal())
          && (listing.owner() == null || listing.owner().equals(task.owner))) {
        if (page.size() == listing.limit()) {
          TaskRecord last = page.get(page.size() - 1);
          return new Page(page, new ListPosition(last.acceptedMicros(), last.taskId()));
        }
        page.add(task.record(position(task), false));
      }
    }
    return new Page(page, null);
  }

  @Override
  public synchronized Map<String, TaskNews> read(Collection<TaskCursor> cursors) {
    expire();
    Map<String, TaskNews> news = new HashMap<>();
    for (TaskCursor cursor : cursors) {
      StoredTask there = tasks.get(cursor.taskId());
      StoredTask task = there == null ? removed.get(cursor.taskId()) : there;
      if (task != null) {
        news.put(task.id, news(task, cursor.after(), there == null));
      }
    }
    return news;
  }

  private TaskNews news(StoredTask task, long after, boolean isRemoved) {
    List<Slice> slices = new ArrayList<>();
    long from = after;
    if (task.head != null && task.head.last() > from) {
      slices.add(task.head);
      from = task.head.last();
    }
    int entries = 0;
    for (Slice slice : task.log) {
      if (slice.last() > from && entries < MOST_SLICES) {
        slices.add(slice);
        entries++;
      }
    }
    return new TaskNews(
        task.record(position(task), false), slices, entries == MOST_SLICES, isRemoved);
  }

  @Override
  public synchronized Map<String, String> watch(
      String node, Collection<Watch> watches, Duration howLong) {
    Map<String, String> owners = new HashMap<>();
    for (Watch watch : watches) {
      StoredTask task = tasks.get(watch.taskId());
      if (task != null) {
        task.watchRates.put(node, watch.rate());
        task.watchedUntil.put(node, micros.getAsLong() + howLong.toNanos() / 1000);
        if (task.node != null) {
          owners.put(task.id, task.node);
        }
      }
    }
    return owners;
  }

  @Override
  public synchronized IntentAnswer apply(Intent intent) {
    expire();
    StoredTask task = tasks.get(intent.taskId());
    if (task == null) {
      return new IntentAnswer(Answer.UNKNOWN, null, Set.of());
    }
    Set<String> toRing = new HashSet<>(task.watchers(micros.getAsLong()).keySet());
    if (task.node != null) {
      toRing.add(task.node);
    }
    Answer answer =
        intent instanceof Intent.Cancel cancel ? cancel(task, cancel.end()) : delete(task);
    if (task.node != null && (answer == Answer.DONE || answer == Answer.REPEATED)) {
      intents.computeIfAbsent(task.node, node -> new HashSet<>()).add(task.id);
    }
    boolean removed = !tasks.containsKey(task.id);
    return new IntentAnswer(answer, removed ? null : task.status, toRing);
  }

  private Answer cancel(StoredTask task, Intent.@Nullable PendingEnd end) {
    if (task.status.isTerminal()) {
      return Answer.ENDED;
    }
    if (task.status == TaskStatus.RUNNING) {
      boolean repeated = task.cancel;
      task.cancel = true;
      return repeated ? Answer.REPEATED : Answer.DONE;
    }
    if (end == null || end.terminal().first() <= task.seen) {
      return Answer.BEHIND;
    }
    task.cancel = true;
    task.end(TaskStatus.CANCELLED, false, List.of(end.terminal()), end.json());
    renew(task, end.retention());
    place(task);
    return Answer.DONE;
  }

  private Answer delete(StoredTask task) {
    if (!task.status.isTerminal()) {
      return Answer.OPEN;
    }
    remove(task);
    removed.put(task.id, task);
    return Answer.DONE;
  }

  @Override
  public synchronized @Nullable Taken take(String taskId, String from, String to) {
    expire();
    StoredTask task = tasks.get(taskId);
    if (task == null || task.status.isTerminal() || !from.equals(task.node)) {
      return null;
    }
    return taken(task, to);
  }

  private Taken taken(StoredTask task, String to) {
    task.node = to;
    task.fence++;
    renew(task, null);
    place(task);
    return new Taken(task.record(position(task), false), task.spec);
  }

  @Override
  public synchronized @Nullable Taken claim(String node, Set<String> types) {
    expire();
    for (StoredTask task : claimable) {
      if (types.contains(task.type) && !task.refusedBy.contains(node)) {
        return taken(task, node);
      }
    }
    return null;
  }

  @Override
  public void ring(Map<String, ? extends Collection<String>> tasksByNode) {
    tasksByNode.forEach(
        (node, ids) -> {
          BellListener bell;
          synchronized (this) {
            bell = bells.get(node);
          }
          if (bell != null) {
            wire.accept(bell, List.copyOf(ids));
          }
        });
  }

  @Override
  public synchronized byte[] putIfAbsent(String key, byte[] value, Duration life) {
    byte[] there = value(key);
    if (there == null) {
      values.put(key, value);
      valueExpires.put(key, micros.getAsLong() + life.toNanos() / 1000);
      return value;
    }
    return there;
  }

  private byte @Nullable [] value(String key) {
    return valueExpires.getOrDefault(key, 0L) > micros.getAsLong() ? values.get(key) : null;
  }

  @Override
  public synchronized boolean replace(
      String key, byte[] expected, byte @Nullable [] value, Duration life) {
    if (!Arrays.equals(value(key), expected)) {
      return false;
    }
    if (value == null) {
      values.remove(key);
    } else {
      values.put(key, value);
      valueExpires.put(key, micros.getAsLong() + life.toNanos() / 1000);
    }
    return true;
  }

  @Override
  public synchronized Swept sweep(@Nullable String from) {
    expire();
    Set<String> absent = new HashSet<>();
    for (StoredTask task : all) {
      NodeBeat node = task.node == null ? null : nodes.get(task.node);
      if (!task.status.isTerminal() && task.node != null && (node == null || node.lost())) {
        absent.add(task.node);
      }
      if (task.node == null) {
        renew(task, null);
      }
    }
    for (Map.Entry<String, Long> lost : Map.copyOf(lostAt).entrySet()) {
      if (micros.getAsLong() - lost.getValue() > HOUR) {
        nodes.remove(lost.getKey());
        knownSince.remove(lost.getKey());
        lostAt.remove(lost.getKey());
      }
    }
    return new Swept(absent, null);
  }

  @Override
  public void close() {
    // nothing is held
  }
}
