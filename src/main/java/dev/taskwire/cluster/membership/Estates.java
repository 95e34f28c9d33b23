package dev.taskwire.cluster.membership;

import dev.taskwire.cluster.protocol.Answer;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.NodeBeat;
import dev.taskwire.cluster.protocol.Taken;
import dev.taskwire.cluster.protocol.TaskWrite;
import dev.taskwire.cluster.protocol.WriteAnswer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The open tasks of lost servers: each is taken, by a script that one server wins, and then ends or
 * waits again. So are tasks that came to this server without its knowing, as when an answer was
 * lost. {@link #unsure} may be called on any thread, everything else on the heartbeat's.
 */
public final class Estates {
  /*
   * Whoever has declared a server lost settles at once. The others do it a lease later, should that one be lost in turn; they mostly find
   * nothing. A task that was taken is in `inHand` until its fate is written; if this server is lost meanwhile, the task is on it, and
   * whoever settles this one finds it. It is done on the heartbeat's thread, and the engine may be slow: after an eighth of the lease the
   * rest waits for the next heartbeat, lest this server be taken for lost.
   */
  private static final int PARTS_OF_A_LEASE = 8;

  private final ClusterEngine engine;
  private final Verdict verdict;
  private final LongSupplier nanos;
  private final long leaseNanos;

  /** Lost servers and since when they are to be settled. */
  private final Map<String, Long> due = new HashMap<>();

  private final Set<String> settled = new HashSet<>();
  private final Deque<Taken> inHand = new ArrayDeque<>();
  private final AtomicBoolean unsure = new AtomicBoolean();

  public Estates(ClusterEngine engine, Verdict verdict, LongSupplier nanos, long leaseNanos) {
    this.engine = engine;
    this.verdict = verdict;
    this.nanos = nanos;
    this.leaseNanos = leaseNanos;
  }

  /** This server has declared another one lost. */
  void inherit(String lost) {
    due.put(lost, nanos.getAsLong());
  }

  /** Others may have. */
  void seen(Map<String, NodeBeat> nodes) {
    long later = nanos.getAsLong() + leaseNanos;
    nodes.forEach(
        (node, beat) -> {
          if (beat.lost() && !settled.contains(node)) {
            due.putIfAbsent(node, later);
          }
        });
    settled.retainAll(nodes.keySet());
    due.keySet().retainAll(nodes.keySet());
  }

  /** This server was declared lost itself: whatever it has in hand is another's. */
  void forget() {
    inHand.clear();
    unsure.set(false);
  }

  /** An answer was lost: a task may be on this server that it does not know of. */
  public void unsure() {
    unsure.set(true);
  }

  /**
   * Does what is due, a part of it if it is much.
   *
   * @param self this server
   * @param holds whether this server has a task and knows of it
   * @param most how many tasks to take
   * @return tasks that wait again, or have ended: somebody may watch them
   */
  public Settled settle(String self, Predicate<String> holds, int most) {
    try {
      if (unsure.compareAndSet(true, false)) {
        for (String id : engine.openTasks(self)) {
          if (!holds.test(id) && inHand.stream().noneMatch(t -> t.task().taskId().equals(id))) {
            take(id, self, self);
          }
        }
      }
      long started = nanos.getAsLong();
      for (String lost : dueNow(self)) {
        if (takeAll(lost, self, most, started)) {
          due.remove(lost);
          settled.add(lost);
        }
      }
      return write(self, started);
    } catch (EngineUnavailableException away) {
      unsure.set(true);
      throw away;
    }
  }

  /** Whether that was all. */
  private boolean takeAll(String lost, String self, int most, long started) {
    for (String id : engine.openTasks(lost)) {
      if (inHand.size() >= most || isLate(started)) {
        return false;
      }
      take(id, lost, self);
    }
    return true;
  }

  private boolean isLate(long started) {
    return nanos.getAsLong() - started > leaseNanos / PARTS_OF_A_LEASE;
  }

  private List<String> dueNow(String self) {
    long now = nanos.getAsLong();
    return due.entrySet().stream()
        .filter(estate -> now - estate.getValue() >= 0 && !estate.getKey().equals(self))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void take(String id, String from, String self) {
    Taken taken = engine.take(id, from, self);
    if (taken != null) {
      inHand.add(taken);
    }
  }

  private Settled write(String self, long started) {
    Settled result = new Settled();
    while (!inHand.isEmpty() && !isLate(started)) {
      Taken taken = inHand.element();
      TaskWrite fate = verdict.of(taken);
      WriteAnswer answer = engine.write(self, List.of(fate)).get(0);
      inHand.remove();
      if (answer.answer() == Answer.BEHIND) {
        Taken again = renewed(taken, self);
        if (again != null) {
          inHand.add(again);
        }
      } else if (answer.answer() == Answer.DONE || answer.answer() == Answer.REPEATED) {
        result.add(taken.task(), fate, answer);
      }
    }
    return result;
  }

  /** Somebody wanted something of it meanwhile; with the fence that it gets now nobody can. */
  private @Nullable Taken renewed(Taken taken, String self) {
    return engine.take(taken.task().taskId(), self, self);
  }

  /** Whether nothing is left to do. */
  boolean isIdle() {
    return inHand.isEmpty() && due.isEmpty() && !unsure.get();
  }
}
