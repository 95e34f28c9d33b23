package dev.taskwire.cluster.membership;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.NewTask;
import dev.taskwire.cluster.protocol.Slice;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A task on the server that has it. */
final class SimTask {
  static final Duration RETENTION = Duration.ofHours(2);
  private static final int CAPACITY = 8;

  /** Where it is. */
  enum Phase {
    WAITING,
    BEGINNING,
    RUNNING,
    DECIDED,
    SHOWN
  }

  final String id;
  final boolean restartable;
  final byte @Nullable [] spec;
  final int attempt;
  final String heldAs;
  final long accepted;
  long fence;
  long seen;
  Phase phase = Phase.WAITING;
  boolean cancel;
  boolean knowsCancel;
  boolean unknown;
  int unknownBeat = -1;
  boolean watched;
  boolean occupiesWorker;
  @Nullable TaskStatus status;

  /** What is retained: the first one and the newest. */
  final TreeMap<Long, byte[]> events = new TreeMap<>();

  long cursor;
  long first;

  SimTask(
      String id,
      boolean restartable,
      byte @Nullable [] spec,
      int attempt,
      String heldAs,
      long fence,
      long seen,
      long accepted) {
    this.id = id;
    this.restartable = restartable;
    this.spec = spec;
    this.attempt = attempt;
    this.heldAs = heldAs;
    this.fence = fence;
    this.seen = seen;
    this.accepted = accepted;
  }

  /** The next event; the bytes tell who made it. */
  long add(String what) {
    long sequence = ++seen;
    events.put(sequence, bytes(sequence, what));
    if (events.size() == 1) {
      first = sequence;
    }
    while (events.size() > CAPACITY) {
      events.remove(events.higherKey(first));
    }
    return sequence;
  }

  byte[] bytes(long sequence, String what) {
    return (sequence + " " + id + " " + what + " by " + heldAs + "/" + fence + "\n")
        .getBytes(UTF_8);
  }

  long last() {
    return events.isEmpty() ? seen : events.lastKey();
  }

  /** What is retained after a number, in slices. */
  List<Slice> slices(long after) {
    List<Slice> slices = new ArrayList<>();
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    long from = 0;
    long to = 0;
    for (Map.Entry<Long, byte[]> event : events.tailMap(after, false).entrySet()) {
      boolean terminal = phase.compareTo(Phase.DECIDED) >= 0 && event.getKey() == last();
      if (from != 0 && (event.getKey() != to + 1 || terminal)) {
        slices.add(new Slice(from, to, frames.toByteArray()));
        frames.reset();
        from = 0;
      }
      from = from == 0 ? event.getKey() : from;
      to = event.getKey();
      frames.writeBytes(event.getValue());
    }
    if (from != 0) {
      slices.add(new Slice(from, to, frames.toByteArray()));
    }
    return slices;
  }

  /** The events of a slice. */
  static Map<Long, byte[]> events(Slice slice) {
    Map<Long, byte[]> events = new TreeMap<>();
    for (String line : new String(slice.frames(), UTF_8).split("(?<=\n)")) {
      String number = line.substring(0, Math.max(0, line.indexOf(' ')));
      boolean own = number.matches("\\d+");
      events.put(own ? Long.parseLong(number) : slice.first(), line.getBytes(UTF_8));
    }
    return events;
  }

  NewTask whole() {
    boolean ended = phase == Phase.SHOWN;
    boolean begun = phase.compareTo(Phase.RUNNING) >= 0;
    TaskStatus now =
        ended
            ? java.util.Objects.requireNonNull(status)
            : begun ? TaskStatus.RUNNING : TaskStatus.PENDING;
    List<Slice> log = ended ? slices(0) : slices(0).stream().filter(s -> !isTerminal(s)).toList();
    return new NewTask(
        id,
        "import",
        null,
        heldAs,
        fence,
        attempt,
        restartable,
        now,
        cancel,
        phase == Phase.DECIDED ? seen - 1 : seen,
        accepted,
        new byte[1],
        null,
        begun && !restartable ? null : spec,
        log,
        ended ? RETENTION : null,
        -1);
  }

  private boolean isTerminal(Slice slice) {
    return phase.compareTo(Phase.DECIDED) >= 0 && slice.last() == last();
  }
}
