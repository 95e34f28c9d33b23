package dev.taskwire.cluster.membership;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.membership.SimTask.Phase;
import dev.taskwire.cluster.protocol.Answer;
import dev.taskwire.cluster.protocol.BellListener;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.FaultyEngine;
import dev.taskwire.cluster.protocol.InMemoryEngine;
import dev.taskwire.cluster.protocol.Intent;
import dev.taskwire.cluster.protocol.IntentAnswer;
import dev.taskwire.cluster.protocol.NewTask;
import dev.taskwire.cluster.protocol.NodeDescription;
import dev.taskwire.cluster.protocol.Slice;
import dev.taskwire.cluster.protocol.Taken;
import dev.taskwire.cluster.protocol.TaskCursor;
import dev.taskwire.cluster.protocol.TaskNews;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.cluster.protocol.TaskWrite;
import dev.taskwire.cluster.protocol.Watch;
import dev.taskwire.cluster.protocol.WatchRate;
import dev.taskwire.cluster.protocol.WriteAnswer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A server of the simulation: the product's membership, estates and claims, and around them the
 * least that runs tasks, records them and serves watchers by the rules of the design.
 */
final class SimServer implements MembershipListener, BellListener, Workplace {
  static final int HEARTBEAT = 0;
  static final int FLUSH = 1;
  static final int CLAIM = 2;
  static final int REQUESTS = 3;
  static final int MIRRORS = 4;
  private static final int THREADS = 5;
  private static final Duration BEAT = Duration.ofSeconds(2);
  static final Duration LEASE = Duration.ofSeconds(8);

  final String name;
  final FaultyEngine link;
  final Membership membership;
  final Map<String, SimTask> held = new LinkedHashMap<>();
  private final SimWorld world;
  private final SimOptions options;
  private final SimObserver observer;
  private final Estates estates;
  private final Orphans orphans;
  private final Claims claims;
  private final Promises promises;
  private final Absence absence;
  private final WakeUps wakeUps = new WakeUps();
  private final Deque<SimTask> queue = new ArrayDeque<>();
  private final Map<String, Mirror> mirrors = new HashMap<>();
  private final Set<SimClient> clients = new LinkedHashSet<>();
  private final Map<String, TaskWrite> withdrawals = new LinkedHashMap<>();
  private final boolean[] occupied = new boolean[THREADS];
  private final boolean[] asked = new boolean[THREADS];
  private final List<Deque<Runnable>> waiting = new ArrayList<>();
  private final TestObituary obituary = new TestObituary();
  private long pausedUntil;
  private boolean dead;
  private int working;
  private int ids;
  private int beats;
  private long lastHeartbeat;
  private long heartbeatSince = Long.MAX_VALUE;
  long lastTrouble = Long.MIN_VALUE / 2;

  /** What is known of a task of another server. */
  private static final class Mirror {
    private final TreeMap<Long, byte[]> events = new TreeMap<>();
    private long last;
    private boolean ended;
  }

  /** A server that is killed in the middle of a call. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  SimServer(
      String name,
      SimWorld world,
      SimOptions options,
      InMemoryEngine engine,
      SimObserver observer) {
    this.name = name;
    this.world = world;
    this.options = options;
    this.observer = observer;
    for (int i = 0; i < THREADS; i++) {
      waiting.add(new ArrayDeque<>());
    }
    this.link = new FaultyEngine(engine);
    this.estates = new Estates(link, new Verdict(3, obituary), world::nanos, LEASE.toNanos());
    this.membership =
        new Membership(
            link,
            world::nanos,
            BEAT,
            options.judgesWithoutOwnHeartbeats
                ? new RashPeerWatch()
                : new PeerWatch(LEASE.toNanos(), Membership.LONGEST_GAP * BEAT.toNanos()),
            estates,
            () -> name + "#" + ++ids,
            this::description,
            this,
            this);
    this.orphans =
        new Orphans(link, estates, membership::succeedingSince, world::nanos, LEASE.toNanos());
    this.promises = new Promises(link, membership::succeedingSince, world::nanos, LEASE.toNanos());
    this.claims = new Claims(link, this, obituary, estates);
    this.absence = new Absence(link, membership, world::nanos, LEASE.toNanos());
  }

  /** Judges by what it saw before its own heartbeats failed. */
  private static final class RashPeerWatch extends PeerWatch {
    RashPeerWatch() {
      super(LEASE.toNanos(), Long.MAX_VALUE);
    }

    @Override
    void failed() {
      // and forgets nothing
    }
  }

  void start() {
    world.later(world.between(0, 2000), this, HEARTBEAT, this::heartbeat);
    world.later(world.between(0, 200), this, FLUSH, this::flush);
    world.later(world.between(0, 1000), this, CLAIM, this::claim);
    world.later(world.between(0, 1000), this, MIRRORS, this::mirror);
  }

  // ---- what happens to it ----

  boolean isDead() {
    return dead;
  }

  long pausedUntil() {
    return pausedUntil;
  }

  boolean isOccupied(int thread) {
    return occupied[thread];
  }

  /** Whether its heartbeat hangs in a call, or it has been in trouble lately. */
  boolean isTroubled() {
    return dead
        || world.micros() - Math.max(lastTrouble, pausedUntil) < 15_000_000
        || heartbeatSince < world.micros() - 2_000_000;
  }

  /** What is to be done on a thread when it has done what it does. */
  Deque<Runnable> waiting(int thread) {
    return waiting.get(thread);
  }

  /** Does something soon, once however often that is asked for. */
  private void soon(int thread, Runnable work) {
    if (!asked[thread]) {
      asked[thread] = true;
      world.later(
          0,
          this,
          thread,
          () -> {
            asked[thread] = false;
            work.run();
          });
    }
  }

  void occupy(int thread, boolean yes) {
    occupied[thread] = yes;
    if (thread == HEARTBEAT) {
      heartbeatSince = yes ? world.micros() : Long.MAX_VALUE;
    }
  }

  void pause(long forMicros) {
    pausedUntil = Math.max(pausedUntil, world.micros() + forMicros);
    lastTrouble = Math.max(lastTrouble, pausedUntil);
  }

  void kill() {
    dead = true;
    clients.clear();
  }

  /** A call of the engine goes on only while the server does. */
  void afterCall() {
    if (dead) {
      throw new Killed();
    }
    while (pausedUntil > world.micros()) {
      long until = pausedUntil;
      world.takes(until - world.micros());
      if (world.micros() < until) {
        return; // too deep
      }
    }
  }

  // ---- heartbeats ----

  private NodeDescription description() {
    return new NodeDescription(name, false, working, queue.size(), free(), false, Set.of("import"));
  }

  private void heartbeat() {
    if (world.micros() - lastHeartbeat > 5_000_000) {
      lastTrouble = world.micros();
    }
    membership.tick();
    lastHeartbeat = world.micros();
    if (membership.succeedingSince() == null && !observer.isEngineAway()) {
      lastTrouble = world.micros();
    }
    String self = membership.node();
    absence.isMadeUpFor();
    try {
      if (self != null) {
        Settled settled = estates.settle(self, id -> isHeld(id, self), 50);
        settled.ended().forEach(observer::endedByOthers);
        for (TaskRecord task : settled.ended()) {
          adopt(task.taskId());
        }
        settled.waiting().forEach(task -> wake());
        link.ring(settled.toRing());
        if (++beats % 4 == 0) {
          orphans.sweep(self);
        }
        for (TaskRecord task : promises.look()) {
          adopt(task.taskId());
        }
      }
    } catch (EngineUnavailableException away) {
      // with the next one
    }
    if (world.micros() - lastHeartbeat > 2_000_000) {
      lastTrouble = world.micros();
    }
    world.later(BEAT.toNanos() / 1000, this, HEARTBEAT, this::heartbeat);
  }

  private boolean isHeld(String id, String self) {
    SimTask task = held.get(id);
    return task != null && task.heldAs.equals(self);
  }

  @Override
  public void joined(String node) {
    // what is written from now on is written by this
  }

  @Override
  public void fenced(String node) {
    observer.fenced(this);
    for (SimTask task : List.copyOf(held.values())) {
      if (task.phase != Phase.SHOWN) {
        drop(task);
      }
    }
    queue.clear();
  }

  @Override
  public void engineForgot() {
    held.values()
        .forEach(
            task -> {
              task.unknown = true;
              task.unknownBeat = -2;
            });
  }

  /** Keeps an end that was recorded elsewhere, so that it can be written again. */
  private void adopt(String id) {
    if (held.containsKey(id)) {
      return;
    }
    TaskNews news = link.read(List.of(new TaskCursor(id, 0))).get(id);
    String self = membership.node();
    if (news == null || self == null || !news.task().status().isTerminal()) {
      return;
    }
    TaskRecord task = news.task();
    SimTask mine =
        new SimTask(
            id,
            task.restartable(),
            null,
            task.attempt(),
            self,
            task.fence(),
            task.seen(),
            task.acceptedMicros());
    news.slices().forEach(slice -> mine.events.putAll(SimTask.events(slice)));
    mine.status = task.status();
    mine.cancel = task.cancelRequested();
    mine.phase = Phase.SHOWN;
    held.putIfAbsent(id, mine);
  }

  @Override
  public void wanted(Set<String> taskIds) {
    for (String id : taskIds) {
      soon(FLUSH, this::flushOnce);
      membership.handled(id);
    }
  }

  @Override
  public void toldNoMore(Set<String> taskIds) {
    soon(FLUSH, this::flushOnce);
  }

  // ---- starting, claiming, running ----

  /** A start; whether it was answered 201. */
  void post(String id, boolean distribute, boolean restartable) {
    String self = membership.node();
    if (self == null || membership.state() != ClusterState.UP) {
      return;
    }
    byte[] spec = distribute || restartable ? new byte[1] : null;
    SimTask task = new SimTask(id, restartable, spec, 1, self, 1, 0, 0);
    NewTask whole =
        new NewTask(
            id,
            "import",
            null,
            distribute ? null : self,
            1,
            1,
            restartable,
            TaskStatus.PENDING,
            false,
            0,
            0,
            new byte[1],
            null,
            spec,
            List.of(),
            null,
            distribute ? 100_000 : -1);
    if (!distribute) {
      held.put(id, task);
    }
    try {
      Answer answer = link.create(whole).answer();
      if (answer == Answer.FULL) {
        return;
      }
    } catch (EngineUnavailableException unknown) {
      held.remove(id, task);
      withdrawals.put(id, new TaskWrite.Withdraw(id, 1));
      return;
    }
    observer.accepted(id, restartable);
    if (distribute) {
      promises.add(whole);
      wake();
    } else if (held.get(id) == task) {
      queue.add(task);
      soon(CLAIM, this::claimOnce);
    } else {
      observer.lostBeforeItBegan(id);
    }
  }

  private void wake() {
    String best = wakeUps.choose("import", membership.nodes());
    if (best != null) {
      link.ring(Map.of(best, List.of()));
    }
  }

  @Override
  public int free() {
    return Math.max(0, options.workers - working);
  }

  @Override
  public Set<String> types() {
    return Set.of("import");
  }

  @Override
  public Start start(Taken taken) {
    TaskRecord task = taken.task();
    String self = java.util.Objects.requireNonNull(task.node());
    if (!self.equals(membership.node())) {
      return Start.RUNS; // it was fenced meanwhile; the others find it
    }
    SimTask mine =
        new SimTask(
            task.taskId(),
            task.restartable(),
            taken.spec(),
            task.attempt(),
            self,
            task.fence(),
            task.seen(),
            task.acceptedMicros());
    held.put(mine.id, mine);
    begin(mine);
    return Start.RUNS;
  }

  private void claim() {
    claimOnce();
    world.later(world.between(500, 1000), this, CLAIM, this::claim);
  }

  private void claimOnce() {
    beginNext();
    String self = membership.node();
    if (self != null && membership.state() == ClusterState.UP) {
      try {
        claims.claim(self, membership.nodes());
      } catch (EngineUnavailableException away) {
        // once more in a second
      }
    }
  }

  private void beginNext() {
    while (free() > 0 && !queue.isEmpty()) {
      SimTask next = queue.remove();
      if (held.get(next.id) == next) {
        begin(next);
      }
    }
  }

  private void begin(SimTask task) {
    task.phase = Phase.BEGINNING;
    observer.worstMoment(this);
    task.occupiesWorker = true;
    working++;
    if (options.runsBeforeBeginIsRecorded) {
      observer.begun(task.id, task.attempt);
    }
    soon(FLUSH, this::flushOnce);
  }

  private void run(SimTask task) {
    if (!options.runsBeforeBeginIsRecorded) {
      observer.begun(task.id, task.attempt);
    }
    task.phase = Phase.RUNNING;
    task.add("started");
    task.cursor = task.seen;
    push(task.id);
    int reports = world.random.nextInt(30);
    long time = world.between(200, 8000);
    for (int i = 1; i <= reports; i++) {
      int number = i;
      world.later(time * i / (reports + 1), this, REQUESTS, () -> report(task, number));
    }
    world.later(time, this, REQUESTS, () -> decide(task));
  }

  private void report(SimTask task, int number) {
    if (held.get(task.id) == task && task.phase == Phase.RUNNING) {
      task.add("progress " + number);
      push(task.id);
    }
  }

  private void decide(SimTask task) {
    if (held.get(task.id) != task || task.phase != Phase.RUNNING) {
      return;
    }
    task.status = task.cancel ? TaskStatus.CANCELLED : TaskStatus.COMPLETED;
    task.knowsCancel = task.cancel;
    task.add(task.status.wireName());
    task.phase = Phase.DECIDED;
    observer.worstMoment(this);
    freeWorker(task);
    if (options.showsAtOnce) {
      push(task.id);
    }
  }

  private void decideAgain(SimTask task) {
    task.cancel = true;
    task.knowsCancel = true;
    task.status = TaskStatus.CANCELLED;
    task.events.put(task.last(), task.bytes(task.last(), task.status.wireName()));
  }

  private void freeWorker(SimTask task) {
    if (task.occupiesWorker) {
      task.occupiesWorker = false;
      working--;
      soon(CLAIM, this::claimOnce);
    }
  }

  private void drop(SimTask task) {
    if (held.remove(task.id, task)) {
      freeWorker(task);
      soon(MIRRORS, this::mirrorOnce);
    }
  }

  // ---- recording ----

  private void flush() {
    flushOnce();
    world.later(world.between(20, 250), this, FLUSH, this::flush);
  }

  private void flushOnce() {
    String self = membership.node();
    if (self == null) {
      return;
    }
    try {
      writeAgain(self);
      List<SimTask> tasks = new ArrayList<>();
      List<TaskWrite> writes = new ArrayList<>();
      for (SimTask task : held.values()) {
        if (task.heldAs.equals(self) && !task.unknown) {
          for (TaskWrite write : due(task)) {
            tasks.add(task);
            writes.add(write);
          }
        }
      }
      for (TaskWrite withdrawal : withdrawals.values()) {
        tasks.add(null);
        writes.add(withdrawal);
      }
      List<WriteAnswer> answers = link.write(self, writes);
      Map<String, Set<String>> ring = new HashMap<>();
      for (int i = 0; i < answers.size(); i++) {
        WriteAnswer answer = answers.get(i);
        TaskWrite write = writes.get(i);
        if (write instanceof TaskWrite.Withdraw) {
          withdrawals.remove(write.taskId());
          continue;
        }
        boolean isNews = !(write instanceof TaskWrite.Append append && append.slices().isEmpty());
        if (isNews) {
          answer
              .watchers()
              .keySet()
              .forEach(
                  node -> ring.computeIfAbsent(node, n -> new HashSet<>()).add(write.taskId()));
        }
        SimTask task = tasks.get(i);
        if (held.get(task.id) == task) {
          written(task, write, answer);
        }
      }
      link.ring(ring);
    } catch (EngineUnavailableException away) {
      // all of it again with the next flush
    }
  }

  /**
   * Only after a heartbeat that succeeded since: whoever was declared lost writes nothing again.
   */
  private void writeAgain(String self) {
    Long since = membership.succeedingSince();
    if (since == null) {
      return;
    }
    for (SimTask task : List.copyOf(held.values())) {
      if (task.unknown && beats >= task.unknownBeat + 2) {
        NewTask whole = task.whole();
        task.unknown = false; // what the engine forgets from now on is told anew
        Answer answer;
        try {
          answer = link.create(whole).answer();
        } catch (EngineUnavailableException away) {
          task.unknown = true;
          throw away;
        }
        if (!self.equals(membership.node())) {
          return;
        }
        if (answer == Answer.FENCED && task.phase != Phase.SHOWN) {
          drop(task);
        } else {
          task.cursor = whole.log().isEmpty() ? 0 : whole.log().get(whole.log().size() - 1).last();
        }
      }
    }
  }

  private List<TaskWrite> due(SimTask task) {
    switch (task.phase) {
      case BEGINNING:
        long first = task.seen + 1;
        return List.of(
            new TaskWrite.Begin(
                task.id,
                task.fence,
                new Slice(first, first, task.bytes(first, "started")),
                new byte[1]));
      case RUNNING:
        List<Slice> news = task.watched || world.chance(0.1) ? task.slices(task.cursor) : List.of();
        long keep =
            Math.max(
                1,
                task.events.ceilingKey(task.first + 1) == null
                    ? 1
                    : task.events.ceilingKey(task.first + 1));
        return List.of(
            new TaskWrite.Append(task.id, task.fence, news, keep, task.seen, new byte[1]));
      case DECIDED:
        return List.of(
            new TaskWrite.End(
                task.id,
                task.fence,
                java.util.Objects.requireNonNull(task.status),
                task.knowsCancel,
                false,
                task.slices(0),
                new byte[1],
                null,
                SimTask.RETENTION));
      default:
        return List.of();
    }
  }

  private void written(SimTask task, TaskWrite write, WriteAnswer answer) {
    switch (answer.answer()) {
      case DONE, REPEATED -> done(task, write, answer);
      case FENCED -> drop(task);
      case ENDED -> {
        drop(task);
        adopt(task.id);
      }
      case UNKNOWN -> {
        task.unknown = true;
        task.unknownBeat = beats;
      }
      case BEHIND -> {
        if (write instanceof TaskWrite.End && answer.cancelRequested()) {
          if (task.phase == Phase.DECIDED) {
            decideAgain(task);
          }
        } else if (write instanceof TaskWrite.Append) {
          task.cursor = answer.last();
        }
      }
      default -> throw new AssertionError(answer.answer());
    }
  }

  private void done(SimTask task, TaskWrite write, WriteAnswer answer) {
    task.watched = !answer.watchers().isEmpty();
    if (write instanceof TaskWrite.Begin) {
      if (task.phase == Phase.BEGINNING) {
        run(task);
      }
    } else if (write instanceof TaskWrite.Append append) {
      if (!append.slices().isEmpty()) {
        task.cursor = Math.max(task.cursor, answer.last());
      }
      if (answer.cancelRequested() && !task.cancel) {
        task.cancel = true;
        world.later(world.between(0, 500), this, REQUESTS, () -> decide(task));
      }
    } else if (write instanceof TaskWrite.End end && task.phase == Phase.DECIDED) {
      if (end.status() == task.status) {
        task.phase = Phase.SHOWN;
        push(task.id);
      }
    }
  }

  // ---- watching ----

  void open(SimClient client) {
    SimTask task = held.get(client.task);
    boolean isHere = task != null && task.phase.compareTo(Phase.RUNNING) >= 0;
    if (!isHere && !mirrors.containsKey(client.task)) {
      try {
        String self = membership.node();
        if (self == null) {
          return; // 503
        }
        link.watch(self, List.of(new Watch(client.task, WatchRate.FULL)), Duration.ofSeconds(10));
        TaskNews news = link.read(List.of(new TaskCursor(client.task, 0))).get(client.task);
        if (!client.isAt(this)) {
          return;
        }
        if (news == null) {
          boolean isAbsent = options.believesTheEngine || absence.isProven();
          if (isAbsent && membership.state() == ClusterState.UP && !held.containsKey(client.task)) {
            client.notFound(this);
          }
          return;
        }
        fill(mirrors.computeIfAbsent(client.task, id -> new Mirror()), news);
        soon(MIRRORS, this::mirrorOnce);
      } catch (EngineUnavailableException away) {
        return; // 503
      }
    }
    serve(client);
  }

  private void serve(SimClient client) {
    Source source = source(client.task);
    if (source == null) {
      return;
    }
    SimResume resume =
        options.startsOverWhenAhead && client.seen > source.last()
            ? SimResume.FROM_THE_START
            : SimResume.of(client.seen, source.last(), source.ended());
    if (resume == SimResume.COMPLETE) {
      client.complete();
      return;
    }
    clients.add(client);
    push(client, resume == SimResume.FROM_THE_START ? 0 : client.seen, source);
  }

  void left(SimClient client) {
    clients.remove(client);
  }

  private record Source(TreeMap<Long, byte[]> events, long last, boolean ended) {}

  private @Nullable Source source(String id) {
    SimTask task = held.get(id);
    if (task != null && task.phase.compareTo(Phase.RUNNING) >= 0) {
      boolean shown =
          task.phase == Phase.SHOWN || options.showsAtOnce && task.phase == Phase.DECIDED;
      TreeMap<Long, byte[]> events = new TreeMap<>(task.events);
      if (task.phase == Phase.DECIDED && !shown) {
        events.remove(events.lastKey());
      }
      return new Source(events, events.lastKey(), shown);
    }
    Mirror mirror = mirrors.get(id);
    return mirror == null ? null : new Source(mirror.events, mirror.last, mirror.ended);
  }

  private void push(String id) {
    for (SimClient client : List.copyOf(clients)) {
      if (client.task.equals(id)) {
        Source source = source(id);
        if (source != null) {
          push(client, client.seen, source);
        }
      }
    }
  }

  private void push(SimClient client, long after, Source source) {
    for (Map.Entry<Long, byte[]> event : source.events().tailMap(after, false).entrySet()) {
      boolean terminal = source.ended() && event.getKey() == source.last();
      client.receive(event.getKey(), event.getValue(), terminal);
      if (terminal) {
        clients.remove(client);
      }
    }
  }

  private static void fill(Mirror mirror, TaskNews news) {
    for (Slice slice : news.slices()) {
      SimTask.events(slice)
          .forEach(
              (sequence, bytes) -> {
                if (sequence > mirror.last) {
                  mirror.events.put(sequence, bytes);
                }
              });
      mirror.last = Math.max(mirror.last, slice.last());
    }
    mirror.ended = news.task().status().isTerminal() && mirror.last == news.task().last();
  }

  private void mirror() {
    mirrorOnce();
    world.later(1_000_000, this, MIRRORS, this::mirror);
  }

  private void mirrorOnce() {
    Set<String> wanted = new LinkedHashSet<>();
    clients.forEach(client -> wanted.add(client.task));
    mirrors.keySet().removeIf(id -> !wanted.contains(id));
    String self = membership.node();
    if (wanted.isEmpty() || self == null) {
      return;
    }
    try {
      List<Watch> watches = new ArrayList<>();
      List<TaskCursor> cursors = new ArrayList<>();
      for (String id : wanted) {
        SimTask task = held.get(id);
        if (task == null || task.phase.compareTo(Phase.RUNNING) < 0) {
          Mirror mirror = mirrors.computeIfAbsent(id, i -> new Mirror());
          watches.add(new Watch(id, WatchRate.FULL));
          cursors.add(new TaskCursor(id, mirror.last));
        }
      }
      link.watch(self, watches, Duration.ofSeconds(10));
      Map<String, TaskNews> news = link.read(cursors);
      news.forEach(
          (id, now) -> {
            Mirror mirror = mirrors.get(id);
            if (mirror != null) {
              fill(mirror, now);
              push(id);
            }
          });
    } catch (EngineUnavailableException away) {
      // with the next look
    }
  }

  @Override
  public void rung(Collection<String> taskIds) {
    if (taskIds.isEmpty()) {
      soon(CLAIM, this::claimOnce);
    } else {
      soon(MIRRORS, this::mirrorOnce);
      if (taskIds.stream().anyMatch(held::containsKey)) {
        soon(FLUSH, this::flushOnce);
      }
    }
  }

  @Override
  public void missed() {
    rung(Arrays.asList("all"));
    rung(List.of());
  }

  // ---- cancelling ----

  void cancel(String id) {
    try {
      for (int tries = 0; tries < 3; tries++) {
        TaskRecord task = link.find(id);
        if (task == null) {
          return;
        }
        Intent.PendingEnd end = null;
        if (task.status() == TaskStatus.PENDING) {
          long next = task.seen() + 1;
          byte[] bytes =
              (next + " " + id + " cancelled by " + name + "/" + world.micros() + "\n")
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8);
          end = new Intent.PendingEnd(new Slice(next, next, bytes), new byte[1], SimTask.RETENTION);
        }
        IntentAnswer answer = link.apply(new Intent.Cancel(id, end));
        if (answer.answer() == Answer.DONE) {
          observer.cancelAccepted(id);
        }
        Map<String, Set<String>> ring = new HashMap<>();
        answer.toRing().forEach(node -> ring.put(node, Set.of(id)));
        link.ring(ring);
        if (answer.answer() != Answer.BEHIND) {
          return;
        }
      }
    } catch (EngineUnavailableException away) {
      // 503
    }
  }
}
