package dev.taskwire.rest;

import dev.taskwire.stream.EventLog;
import dev.taskwire.stream.RetainedEvent;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * A request that waits for the next event of a task. Thread-safe: the first of event and time-out
 * answers.
 *
 * <p>The answer is written by an executor, never on the thread of the task, which the client could
 * hold up.
 */
final class LongPoll {
  private static final Logger LOG = Logger.getLogger(LongPoll.class.getName());
  private static final int MOST_EVENTS = 1000;

  private final EventLog log;
  private final long seen;
  private final SuspendedAnswer answer;
  private final Executor executor;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final AtomicBoolean answered = new AtomicBoolean();
  private final Runnable onEvent = this::eventAppended;

  LongPoll(EventLog log, long seen, SuspendedAnswer answer, Executor executor) {
    this.log = log;
    this.seen = seen;
    this.answer = answer;
    this.executor = executor;
  }

  void start(int seconds) {
    if (seconds == 0 || log.last() > seen || log.hasEnded()) {
      answer();
      return;
    }
    answer.after(seconds, this::answer);
    log.addListener(onEvent);
    if (log.last() > seen || log.hasEnded()) {
      answer();
    }
  }

  private void eventAppended() {
    if (claimed.compareAndSet(false, true)) {
      try {
        executor.execute(this::answer);
      } catch (RejectedExecutionException stopping) {
        LOG.log(Level.FINE, "A long poll is left to its time-out", stopping);
      }
    }
  }

  private void answer() {
    if (answered.compareAndSet(false, true)) {
      log.removeListener(onEvent);
      String events =
          log.eventsAfter(seen, MOST_EVENTS).stream()
              .map(LongPoll::json)
              .collect(Collectors.joining(",", "{\"events\":[", "]}"));
      answer.send(events);
    }
  }

  /** The event as it was streamed, with its sequence, which the next call needs. */
  private static String json(RetainedEvent event) {
    return "{\"sequence\":" + event.sequence() + "," + event.json().substring(1);
  }
}
