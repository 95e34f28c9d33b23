package dev.taskwire.cluster;

import dev.taskwire.cluster.membership.EngineTime;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.cluster.protocol.WatchRate;
import dev.taskwire.cluster.protocol.WriteAnswer;
import dev.taskwire.log.EventLog;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.TaskSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task of this server, and how far it is recorded. What is volatile may be looked at on any
 * thread; the times are the flusher's.
 */
final class Recorded {
  final OwnTask task;

  /** Whether the engine has it. */
  volatile boolean created;

  /** Whether it was taken on while the engine was away: no other server can run it. */
  volatile boolean local;

  /** Whether it has begun without its begin being recorded. */
  volatile boolean begunAlone;

  /** What another server needs to run it; {@code null} if no other can any more. */
  volatile @Nullable TaskSpec spec;

  /**
   * When the engine did not know it, or when it may be told of it again; {@code null}: it may be at
   * once.
   */
  volatile @Nullable Long unknownAt;

  volatile long acceptedMicros;

  /** The newest event that is recorded. */
  volatile long sent;

  /** Whether its end is decided, and waits to be recorded. */
  volatile boolean ending;

  /** Whether it is another server's by now, so that its end is to be read. */
  volatile boolean orphaned;

  /** Whether its end is recorded. */
  volatile boolean done;

  /** Whether it is given back when this server stops. */
  volatile boolean leaves;

  /** Whether there is something to write. */
  volatile boolean dirty;

  /** Whether the flusher knows of events that those elsewhere wait for. */
  volatile boolean awaited;

  /** Whether somebody elsewhere wants something, or may. */
  volatile boolean looked;

  volatile Map<String, WatchRate> watchers = Map.of();

  volatile long writtenAt;
  long shownAt;
  long shown;

  Recorded(OwnTask task, @Nullable TaskSpec spec) {
    this.task = task;
    this.spec = spec;
  }

  /** A task that came from elsewhere: it is recorded. */
  static Recorded claimed(OwnTask task, TaskRecord record, TaskSpec spec) {
    Recorded recorded = new Recorded(task, spec);
    recorded.created = true;
    recorded.accepted(record.acceptedMicros());
    recorded.sent = record.seen();
    return recorded;
  }

  /** It has begun: only what may begin anew can still be another server's. */
  void begun() {
    TaskSpec known = spec;
    if (known != null && !known.isRestartable()) {
      spec = null;
    }
  }

  long fence() {
    return task.fence();
  }

  String id() {
    return task.id();
  }

  EventLog log() {
    return task.broadcaster().log();
  }

  /** Whether it runs no more, or is not to run, as far as this server decides. */
  boolean isOver() {
    return ending || orphaned || done;
  }

  /**
   * The engine does not have it: it never had, or has lost it, or this server was given up on.
   *
   * @param time heartbeats that are sent later tell which
   */
  void unknown(long time) {
    unknownAt = time;
    created = false;
  }

  /** It is recorded; when it was accepted, by the engine's clock. */
  void accepted(long micros) {
    unknownAt = null;
    acceptedMicros = micros;
    task.listed(EngineTime.instant(micros));
  }

  /** Takes notice of who watches, and of a cancel. */
  void heard(WriteAnswer answer) {
    watchers = answer.watchers();
    if (answer.cancelRequested() && !task.isCancelRequested()) {
      task.acceptCancel();
    }
  }

  /** Whether those who watch it elsewhere lack something. */
  boolean isBehind() {
    return isWatched() && sent < log().last();
  }

  /**
   * How long until it may be written, in nanoseconds; not positive: now.
   *
   * @param coarse between two writes of events while it is not watched closely
   * @param seldom between two of its pictures in lists
   */
  long untilDue(long now, long coarse, long seldom) {
    if (orphaned) {
      return writtenAt + seldom / 2 - now;
    }
    if (!created && unknownAt != null && writtenAt != 0) {
      return writtenAt + coarse - now;
    }
    if (!created || ending || looked || writtenAt == 0) {
      return 0;
    }
    if (isBehind()) {
      return isWatchedClosely() ? 0 : writtenAt + coarse - now;
    }
    return Math.max(shownAt, writtenAt) + seldom - now;
  }

  boolean isWatched() {
    return !watchers.isEmpty();
  }

  private boolean isWatchedClosely() {
    return watchers.containsValue(WatchRate.FULL);
  }
}
