package dev.taskwire.cluster;

import dev.taskwire.TaskInfo;
import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.membership.EngineTime;
import dev.taskwire.cluster.protocol.Slice;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.cluster.protocol.WatchRate;
import dev.taskwire.log.EventLog;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.TaskView;
import dev.taskwire.stream.TaskBroadcaster;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task of another server, as far as it is known here; when it comes to this one, whoever holds
 * this goes on with that. Thread-safe.
 */
final class Mirror implements TaskView {
  private final Mirrors mirrors;
  private final EventLog log;
  private final TaskBroadcaster broadcaster;
  private volatile TaskRecord task;

  /** Until when it is watched, and when somebody last wanted to; nanoseconds of this machine. */
  volatile long watchedUntil;

  volatile long wantedAt;

  /** How it is watched, as far as the engine knows. */
  volatile WatchRate rate = WatchRate.COARSE;

  Mirror(Mirrors mirrors, TaskBroadcaster broadcaster, TaskRecord task) {
    this.mirrors = mirrors;
    this.log = broadcaster.log();
    this.broadcaster = broadcaster;
    this.task = task;
  }

  TaskRecord task() {
    return task;
  }

  /** What is newer than what is known. */
  void update(TaskRecord newer, List<Slice> slices) {
    TaskRecord known = task;
    if (newer.fence() >= known.fence() && newer.last() >= known.last()) {
      task = newer;
    }
    boolean isNews = false;
    for (Slice slice : slices) {
      boolean isEnd = newer.status().isTerminal() && slice.last() == newer.last();
      isNews |= log.fill(Slices.of(slice), isEnd);
    }
    if (isNews) {
      log.announce();
    }
  }

  EventLog log() {
    return log;
  }

  /** Its broadcaster, for one who is not going to watch. */
  TaskBroadcaster watched() {
    return broadcaster;
  }

  /** Whether a stream, or one who waits, watches it here. */
  boolean isWatched() {
    return broadcaster.isWatched();
  }

  boolean isWatchedClosely() {
    return broadcaster.isWatchedClosely();
  }

  /** How many events it lacks of those that its server has told of; 0 if nobody watches it. */
  long lag() {
    TaskRecord known = task;
    return isWatched() && !known.status().isTerminal() ? Math.max(0, known.seen() - log.last()) : 0;
  }

  @Override
  public String id() {
    return task.taskId();
  }

  @Override
  public String type() {
    return task.type();
  }

  @Override
  public @Nullable String owner() {
    return task.owner();
  }

  @Override
  public TaskStatus status() {
    OwnTask own = mirrors.own(id());
    return own != null ? own.status() : task.status();
  }

  @Override
  public boolean isElsewhere() {
    return mirrors.own(id()) == null;
  }

  @Override
  public @Nullable String node() {
    return mirrors.nodeName(task);
  }

  /** Whoever asks for it is going to watch. */
  @Override
  public TaskBroadcaster broadcaster() {
    mirrors.want(this);
    return broadcaster;
  }

  @Override
  public @Nullable Thread thread() {
    OwnTask own = mirrors.own(id());
    return own == null ? null : own.thread();
  }

  @Override
  public @Nullable String title() {
    return picture().title();
  }

  @Override
  public Instant listedAt() {
    return EngineTime.instant(task.acceptedMicros());
  }

  @Override
  public TaskInfo info() {
    OwnTask own = mirrors.own(id());
    return own != null ? own.info() : whole().info();
  }

  @Override
  public byte[] json() {
    OwnTask own = mirrors.own(id());
    return own != null ? own.json() : whole().encode();
  }

  @Override
  public List<byte[]> jsonPieces() {
    OwnTask own = mirrors.own(id());
    return own != null ? own.jsonPieces() : List.of(json());
  }

  @Override
  public byte[] summary() {
    OwnTask own = mirrors.own(id());
    return own != null ? own.summary() : picture().summary();
  }

  private TaskPicture picture() {
    return TaskPicture.of(task, mirrors.nodeName(task)).withProgress(log);
  }

  /** With its result, for which the engine may have to be asked. */
  private TaskPicture whole() {
    TaskPicture picture = picture();
    if (picture.lacksResult()) {
      TaskRecord found = mirrors.findWhole(id());
      if (found != null) {
        return TaskPicture.of(found, mirrors.nodeName(found)).withProgress(log);
      }
    }
    return picture;
  }
}
