package dev.taskwire.cluster;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.membership.EngineTime;
import dev.taskwire.cluster.protocol.NewTask;
import dev.taskwire.cluster.protocol.Slice;
import dev.taskwire.cluster.protocol.TaskWrite;
import dev.taskwire.log.EventLog;
import dev.taskwire.log.LogSlice;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.TaskSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes what is written of this server's tasks. Thread-safe. */
final class OwnWrites {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Duration retention;
  private final int logCapacity;

  OwnWrites(Duration retention, int logCapacity) {
    this.retention = retention;
    this.logCapacity = logCapacity;
  }

  /** The whole task, as it is now. */
  NewTask create(Recorded recorded, String node) {
    OwnTask task = recorded.task;
    TaskStatus status = task.status();
    List<Slice> log = Slices.all(recorded.log());
    long seen = log.isEmpty() ? 0 : log.get(log.size() - 1).last();
    TaskSpec spec = recorded.spec;
    return new NewTask(
        task.id(),
        task.type(),
        task.owner(),
        node,
        recorded.fence(),
        task.attempt(),
        spec != null && spec.isRestartable(),
        status,
        task.isCancelRequested(),
        seen,
        recorded.acceptedMicros,
        task.summary(),
        task.largeResult(),
        spec == null || status.isTerminal() ? null : spec.bytes(),
        log,
        status.isTerminal() ? retention : null,
        -1);
  }

  /** An ended task that was recorded, and is to be written again. */
  NewTask again(OwnTask ended, String node) {
    Recorded recorded = new Recorded(ended, null);
    recorded.accepted(EngineTime.micros(ended.listedAt()));
    return create(recorded, node);
  }

  /** Its end, which was recorded, to be written again. */
  TaskWrite endAgain(OwnTask ended) {
    return new TaskWrite.End(
        ended.id(),
        ended.fence(),
        ended.status(),
        true,
        false,
        Slices.all(ended.broadcaster().log()),
        ended.summary(),
        ended.largeResult(),
        retention);
  }

  /** A task that is to wait for any server. */
  static NewTask waiting(OwnTask task, TaskSpec spec, int mostWaiting) {
    return new NewTask(
        task.id(),
        task.type(),
        task.owner(),
        null,
        task.fence(),
        task.attempt(),
        spec.isRestartable(),
        TaskStatus.PENDING,
        false,
        0,
        0,
        task.summary(),
        null,
        spec.bytes(),
        List.of(),
        null,
        mostWaiting);
  }

  TaskWrite begin(Recorded recorded, LogSlice event) {
    return new TaskWrite.Begin(
        recorded.id(), recorded.fence(), Slices.of(event), recorded.task.summary());
  }

  /** What is new of it. Called on the flusher's thread. */
  TaskWrite next(Recorded recorded, long now) {
    OwnTask.End end = recorded.ending ? recorded.task.decidedEnd() : null;
    if (end != null) {
      return end(recorded, end);
    }
    LogSlice first = recorded.begunAlone ? recorded.log().sliceAfter(0, 1) : null;
    return first == null ? append(recorded, now) : begin(recorded, first);
  }

  private TaskWrite append(Recorded recorded, long now) {
    EventLog log = recorded.log();
    long last = log.last();
    List<Slice> slices =
        recorded.watchers.isEmpty()
            ? List.of()
            : Slices.after(log, recorded.sent, Slices.MOST_BYTES);
    boolean shows = recorded.shown != last && now - recorded.shownAt >= SECOND;
    if (recorded.looked) {
      recorded.looked = false; // before the picture is taken; who looks from now on is told later
      shows = true;
    }
    return new TaskWrite.Append(
        recorded.id(),
        recorded.fence(),
        slices,
        Math.max(0, last - logCapacity + 2),
        last,
        shows ? recorded.task.summary() : null);
  }

  private TaskWrite end(Recorded recorded, OwnTask.End end) {
    List<Slice> log = new ArrayList<>(Slices.all(recorded.log()));
    log.add(Slices.of(end.event()));
    return new TaskWrite.End(
        recorded.id(),
        recorded.fence(),
        end.status(),
        end.knowsCancel(),
        false,
        log,
        end.summary(),
        end.largeResult(),
        retention);
  }

  /** About how many bytes it has. */
  static int size(TaskWrite write) {
    if (write instanceof TaskWrite.Append append) {
      byte[] json = append.json();
      return (json == null ? 0 : json.length) + size(append.slices());
    }
    return write instanceof TaskWrite.End end ? end.json().length + size(end.log()) : 0;
  }

  /** About how many bytes it has. */
  static int size(NewTask task) {
    byte[] result = task.result();
    return task.json().length + (result == null ? 0 : result.length) + size(task.log());
  }

  private static int size(List<Slice> slices) {
    return slices.stream().mapToInt(slice -> slice.frames().length).sum();
  }

  /** The newest event in it, or {@code otherwise}. */
  static long last(TaskWrite write, long otherwise) {
    if (write instanceof TaskWrite.Begin begin) {
      return begin.started().last();
    }
    return write instanceof TaskWrite.Append append && !append.slices().isEmpty()
        ? append.slices().get(append.slices().size() - 1).last()
        : otherwise;
  }

  /** Whether those who watch have something to read in it. */
  static boolean isNews(TaskWrite write) {
    return write instanceof TaskWrite.End
        || write instanceof TaskWrite.Begin
        || write instanceof TaskWrite.Append append
            && (!append.slices().isEmpty() || append.json() != null);
  }
}
