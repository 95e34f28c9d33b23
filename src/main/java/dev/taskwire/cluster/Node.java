package dev.taskwire.cluster;

import dev.taskwire.cluster.loss.SharedValues;
import dev.taskwire.cluster.membership.Absence;
import dev.taskwire.cluster.membership.Claims;
import dev.taskwire.cluster.membership.Estates;
import dev.taskwire.cluster.membership.KeptEnds;
import dev.taskwire.cluster.membership.Membership;
import dev.taskwire.cluster.membership.MembershipListener;
import dev.taskwire.cluster.membership.Orphans;
import dev.taskwire.cluster.membership.PeerWatch;
import dev.taskwire.cluster.membership.Promises;
import dev.taskwire.cluster.membership.Verdict;
import dev.taskwire.cluster.protocol.BellListener;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.ServerTasks;
import dev.taskwire.sharing.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;

/** This server among the others: its parts, and the threads that they work on. Thread-safe. */
final class Node implements BellListener, MembershipListener {
  private static final Logger LOG = Logger.getLogger(Node.class.getName());
  private static final int KEPT_SHARE_OF_HEAP = 16;

  final ClusterEngine engine;
  final Membership membership;
  final Recorder recorder;
  final Mirrors mirrors;
  final Following following;
  final Intents intents;
  final Claiming claiming;
  private final NodeThreads threads = new NodeThreads();
  private final Ledger ledger = new Ledger();
  private final Agenda agenda = new Agenda();
  private final Flusher flusher;
  private final Watching watching;
  private final ClusterSettings settings;
  private final ServerTasks tasks;
  private final Upkeep upkeep;
  final SharedValues values;
  private final Tally tally;
  private final Leaving leaving;
  final KeptEnds kept;
  private final Beats beats;

  Node(ClusterSettings settings, ClusterEngine engine, ServerTasks tasks, Tally tally) {
    this.settings = settings;
    this.engine = engine;
    this.tasks = tasks;
    this.tally = tally;
    this.beats = new Beats(settings.heartbeat(), this::beat);
    Duration retention = tasks.settings().retention();
    int capacity = tasks.settings().eventLogCapacity();
    long lease = settings.lease().toNanos();
    RecordedEnds ends = new RecordedEnds(retention, Instant::now);
    OwnWrites writes = new OwnWrites(retention, capacity);
    this.kept =
        new KeptEnds(
            retention, Runtime.getRuntime().maxMemory() / KEPT_SHARE_OF_HEAP, System::nanoTime);
    Estates estates =
        new Estates(engine, new Verdict(settings.maxAttempts(), ends), System::nanoTime, lease);
    this.membership =
        new Membership(
            engine,
            System::nanoTime,
            settings.heartbeat(),
            new PeerWatch(lease, Membership.LONGEST_GAP * settings.heartbeat().toNanos()),
            estates,
            () -> UUID.randomUUID().toString(),
            new OwnDescription(settings.nodeName(), tasks, this::watchesAll),
            this,
            this);
    Orphans orphans =
        new Orphans(engine, estates, membership::succeedingSince, System::nanoTime, lease);
    Corrections corrections =
        new Corrections(
            engine,
            ledger,
            writes,
            tasks::removed,
            membership::hasBeatenSince,
            System::nanoTime,
            lease);
    RecentEnds recent = new RecentEnds(engine, tasks, writes, System::nanoTime, lease);
    this.flusher =
        new Flusher(
            engine, membership::node, ledger, writes, corrections, System::nanoTime, tally, recent);
    Absence absence = new Absence(engine, membership, System::nanoTime, lease);
    boolean startsLocally = settings.startsLocally();
    this.recorder =
        new Recorder(engine, membership::node, ledger, writes, corrections, flusher, startsLocally);
    this.mirrors =
        new Mirrors(
            engine,
            membership::nodes,
            tasks::find,
            System::nanoTime,
            tasks.loops(),
            capacity,
            agenda,
            absence);
    this.following =
        new Following(engine, mirrors, agenda, tasks.feed(), System::nanoTime, absence);
    this.watching =
        new Watching(
            engine,
            membership::node,
            mirrors,
            following,
            agenda,
            System::nanoTime,
            tasks::removed,
            kept,
            absence);
    this.intents = new Intents(engine, ledger, corrections, agenda, ends, membership, lease);
    Recovery recovery =
        new Recovery(engine, tasks, writes, kept, intents, recorder, System::nanoTime, lease);
    this.leaving = new Leaving(engine, membership, ledger, ends, settings.maxAttempts());
    Promises promises = new Promises(engine, membership::succeedingSince, System::nanoTime, lease);
    ClaimedWork work =
        new ClaimedWork(
            tasks, membership::node, membership, ledger, corrections, mirrors, following);
    Claims claims = new Claims(engine, work, ends, estates);
    this.claiming = new Claiming(engine, membership, claims, promises, flusher);
    Settling settling =
        new Settling(engine, estates, claims, recorder, ledger, claiming, promises, kept, agenda);
    this.values = new SharedValues(engine, absence, System::nanoTime, lease);
    this.upkeep = new Upkeep(recovery, settling, values, recent, absence, intents, orphans);
  }

  void start(ThreadFactory factory) {
    threads.start(
        factory,
        List.of(beats, () -> flusher.run(settings.flushInterval()), watching::run, claiming::run));
  }

  /** See {@link dev.taskwire.sharing.SharedTasks#offer}. */
  void offer(OwnTask task, TaskSpec spec, int mostWaiting) {
    claiming.offer(task, spec, mostWaiting);
    try {
      if (following.isOn()) {
        following.came(task.id());
      }
    } catch (EngineUnavailableException away) {
      // it is started; whoever watches all tasks is told of it a second later
      LOG.log(Level.FINE, "A task that waits is looked for later", away);
    }
  }

  /** See {@link dev.taskwire.sharing.SharedTasks#goesOn}. */
  boolean goesOn(OwnTask task) {
    return leaving.goesOn(task);
  }

  private boolean watchesAll() {
    return following.isOn();
  }

  /** Raises the counter, and does what follows from what the others do. */
  private void beat() {
    membership.tick();
    upkeep.look(membership);
  }

  @Override
  public void rung(Collection<String> taskIds) {
    if (taskIds.isEmpty()) {
      claiming.wake();
    }
    ledger.look(taskIds);
    agenda.rung(taskIds);
  }

  @Override
  public void missed() {
    ledger.lookAtAll();
    claiming.wake();
  }

  @Override
  public void joined(String id) {
    ledger.lookAtAll();
  }

  @Override
  public void fenced(String id) {
    tally.fenced.increment();
    recorder.fenced();
    agenda.rung(
        tasks.finished().stream()
            .map(OwnTask::id)
            .toList()); // others may have removed them, and rung the old name
  }

  @Override
  public void declaredLost(String peer) {
    tally.lost.increment();
  }

  @Override
  public void engineForgot() {
    upkeep.engineForgot();
  }

  @Override
  public void wanted(Set<String> taskIds) {
    toldNoMore(taskIds);
    taskIds.forEach(membership::handled);
  }

  @Override
  public void toldNoMore(Set<String> taskIds) {
    ledger.look(taskIds);
    agenda.rung(taskIds); // it may be that they were removed
  }

  int endsHeld() {
    return ledger.endsHeld();
  }

  /** Lets ends be recorded, for so long at most, then leaves. */
  void close(Duration most) {
    ledger.awaitEnds(most);
    beats.close();
    claiming.close();
    recorder.close();
    flusher.close();
    watching.close();
    try {
      threads.await();
      leaving.giveBack();
      membership.leave();
    } catch (EngineUnavailableException away) {
      LOG.log(Level.FINE, "The others find out by themselves that this server is gone", away);
    } finally {
      engine.close();
    }
  }
}
