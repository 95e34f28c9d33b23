package dev.taskwire.cluster;

import dev.taskwire.TaskRejectedException;
import dev.taskwire.cluster.membership.Claims;
import dev.taskwire.cluster.membership.ClusterState;
import dev.taskwire.cluster.membership.Membership;
import dev.taskwire.cluster.membership.Promises;
import dev.taskwire.cluster.membership.WakeUps;
import dev.taskwire.cluster.protocol.Answer;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.CreateAnswer;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.NewTask;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.TaskSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The queue that all servers have in common: puts tasks in, wakes one server for each, and claims
 * what this one can do. Thread-safe; {@link #run} is on one thread.
 */
final class Claiming {
  private static final Logger LOG = Logger.getLogger(Claiming.class.getName());

  /** A bell that is lost costs a second. */
  private static final long POLL = TimeUnit.SECONDS.toNanos(1);

  private final ClusterEngine engine;
  private final Membership membership;
  private final Claims claims;
  private final Promises promises;
  private final Flusher flusher;
  private final WakeUps wakeUps = new WakeUps();
  private volatile @Nullable Thread thread;
  private volatile boolean due;
  private volatile boolean closed;

  Claiming(
      ClusterEngine engine,
      Membership membership,
      Claims claims,
      Promises promises,
      Flusher flusher) {
    this.engine = engine;
    this.membership = membership;
    this.claims = claims;
    this.promises = promises;
    this.flusher = flusher;
  }

  /** See {@link dev.taskwire.sharing.SharedTasks#offer}. */
  void offer(OwnTask task, TaskSpec spec, int mostWaiting) {
    NewTask waiting = OwnWrites.waiting(task, spec, mostWaiting);
    CreateAnswer answer;
    try {
      answer = engine.create(waiting);
    } catch (EngineUnavailableException away) {
      flusher.withdraw(task.id());
      throw new TaskRejectedException(Recorder.AWAY);
    }
    if (answer.answer() == Answer.FULL) {
      throw new TaskRejectedException(
          "The queue is full: " + mostWaiting + " tasks wait for a server. Try again later.");
    }
    promises.add(waiting.at(answer.acceptedMicros()));
    wakeOne(task.type());
  }

  /** Wakes a server for a task that waits. */
  void wakeOne(String type) {
    String best = wakeUps.choose(type, membership.nodes());
    if (best == null) {
      return;
    }
    if (best.equals(membership.node())) {
      wake();
    } else {
      engine.ring(Map.of(best, List.of()));
    }
  }

  /** There may be something to claim, or somebody free to do it. Does not block. */
  void wake() {
    due = true;
    LockSupport.unpark(thread);
  }

  /** Claims until it is closed: when it is woken, and once a second. */
  void run() {
    thread = Thread.currentThread();
    while (!closed) {
      Thread.interrupted(); // which nobody takes, and which would make each pause return at once
      if (!due) {
        LockSupport.parkNanos(this, POLL);
      }
      due = false;
      claim();
    }
  }

  private void claim() {
    String self = membership.node();
    if (closed || self == null || membership.state() != ClusterState.UP) {
      return;
    }
    try {
      claims.claim(self, membership.nodes());
    } catch (EngineUnavailableException away) {
      LOG.log(Level.FINE, "Waiting tasks are claimed when the engine is back", away);
    } catch (RuntimeException | Error failure) {
      LOG.log(Level.WARNING, "Waiting tasks could not be claimed; it is tried again", failure);
    }
  }

  void close() {
    closed = true;
    wake();
  }
}
