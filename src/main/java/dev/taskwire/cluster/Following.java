package dev.taskwire.cluster;

import dev.taskwire.cluster.membership.Absence;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.stream.TaskFeed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Knows of all tasks of other servers while somebody here watches all tasks. Thread-safe. */
final class Following {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long IDLE = TimeUnit.SECONDS.toNanos(15);

  private static final Comparator<Mirror> NEWEST_FIRST =
      Comparator.comparingLong((Mirror mirror) -> mirror.task().acceptedMicros())
          .thenComparing(Mirror::id)
          .reversed();

  private final ClusterEngine engine;
  private final Mirrors mirrors;
  private final Agenda agenda;
  private final TaskFeed feed;
  private final LongSupplier nanos;
  private final Absence absence;
  private final Set<String> followed = ConcurrentHashMap.newKeySet();
  private volatile long askedAt;
  private volatile long discoveredAt;

  Following(
      ClusterEngine engine,
      Mirrors mirrors,
      Agenda agenda,
      TaskFeed feed,
      LongSupplier nanos,
      Absence absence) {
    this.engine = engine;
    this.mirrors = mirrors;
    this.agenda = agenda;
    this.feed = feed;
    this.nanos = nanos;
    this.absence = absence;
    this.askedAt = nanos.getAsLong() - IDLE;
    this.discoveredAt = askedAt;
  }

  /** Whether somebody here watches all tasks, or is just about to. */
  boolean isOn() {
    return feed.isWatched() || nanos.getAsLong() - askedAt < IDLE;
  }

  /** Somebody is going to watch all tasks; asks, if that was not just done. */
  void begin() {
    askedAt = nanos.getAsLong();
    if (askedAt - discoveredAt >= SECOND) {
      discover();
    }
  }

  boolean has(String taskId) {
    return followed.contains(taskId);
  }

  /** All of them, newest first; does not ask. */
  List<Mirror> known() {
    List<Mirror> known = new ArrayList<>();
    for (String id : followed) {
      Mirror mirror = mirrors.get(id);
      if (mirror != null) {
        known.add(mirror);
      }
    }
    known.sort(NEWEST_FIRST);
    return known;
  }

  /** Finds out what has come, and gone. */
  synchronized void discover() {
    discoveredAt = nanos.getAsLong();
    Set<String> gone = new HashSet<>(followed);
    for (Mirror mirror : mirrors.list()) {
      String id = mirror.id();
      gone.remove(id);
      mirrors.keep(mirror);
      if (followed.add(id)) {
        feed.accepted(id, mirror.owner());
        agenda.rung(List.of(id));
      }
    }
    for (String id : gone) {
      if (engine.find(id) == null && absence.isProven()) {
        remove(id);
      }
    }
  }

  /** A task was started here, and waits for any server. */
  void came(String taskId) {
    Mirror mirror = mirrors.find(taskId);
    if (mirror != null && followed.add(taskId)) {
      feed.accepted(taskId, mirror.owner());
      agenda.rung(List.of(taskId));
    }
  }

  /** A task is gone: whoever watches all of them is told. */
  void remove(String taskId) {
    Mirror mirror = mirrors.get(taskId);
    mirrors.remove(taskId);
    if (followed.remove(taskId)) {
      feed.removed(taskId, mirror == null ? null : mirror.owner());
    }
  }

  /** Nobody wants to know of it any more. */
  void forget(String taskId) {
    followed.remove(taskId);
    mirrors.remove(taskId);
  }

  /** A task changed in a way that none of its events tells. */
  void changed(Mirror mirror) {
    feed.updated(mirror.id(), mirror.owner());
  }
}
