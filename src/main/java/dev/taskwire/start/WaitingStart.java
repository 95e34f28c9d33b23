package dev.taskwire.start;

import dev.taskwire.log.EventLog;
import dev.taskwire.sharing.TaskView;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A start whose client waits for the end of the task: 200 with the finished task if it ends in
 * time, else the answer to the start. No thread waits. Thread-safe: the first of end and time-out
 * answers.
 */
final class WaitingStart implements AsyncListener {
  private static final Logger LOG = Logger.getLogger(WaitingStart.class.getName());

  private final TaskView task;
  private final CapturedResponse started;
  private final AsyncContext async;
  private final int seconds;
  private final Executor executor;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final Runnable whenEnded = this::ended;

  private WaitingStart(
      TaskView task, CapturedResponse started, AsyncContext async, int seconds, Executor executor) {
    this.task = task;
    this.started = started;
    this.async = async;
    this.seconds = seconds;
    this.executor = executor;
  }

  /**
   * Keeps the request until the task ends, or {@code seconds} have passed.
   *
   * @param started the answer to the start, held back
   * @param executor writes the answer, which may have to wait for the client
   */
  static void begin(
      HttpServletRequest request,
      TaskView task,
      CapturedResponse started,
      int seconds,
      Executor executor)
      throws IOException {
    EventLog log = task.broadcaster().log();
    if (log.hasEnded()) {
      sendFinished(task, started, seconds);
      return;
    }
    if (seconds == 0 || !request.isAsyncSupported()) {
      started.send();
      return;
    }
    AsyncContext async = request.startAsync();
    async.setTimeout(seconds * 1000L);
    WaitingStart waiting = new WaitingStart(task, started, async, seconds, executor);
    async.addListener(waiting);
    log.listeners().addForEnd(waiting.whenEnded);
    // the end may have come before the listener
    waiting.ended();
  }

  private void ended() {
    if (log().hasEnded() && claimed.compareAndSet(false, true)) {
      try {
        executor.execute(() -> answer(true));
      } catch (RejectedExecutionException stopping) {
        LOG.log(Level.FINE, "A waiting start is answered by its time-out", stopping);
        claimed.set(false);
      }
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    if (claimed.compareAndSet(false, true)) {
      answer(log().hasEnded());
    }
  }

  private void answer(boolean finished) {
    log().listeners().removeForEnd(whenEnded);
    try {
      if (finished) {
        sendFinished(task, started, seconds);
      } else {
        started.send();
      }
    } catch (IOException clientGone) {
      LOG.log(Level.FINE, "The client of a waiting start left", clientGone);
    } finally {
      async.complete();
    }
  }

  private static void sendFinished(TaskView task, CapturedResponse response, int seconds)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("application/json");
    response.setHeader("Preference-Applied", "wait=" + seconds);
    response.replaceBody(task.json());
    response.send();
  }

  private EventLog log() {
    return task.broadcaster().log();
  }

  @Override
  public void onError(AsyncEvent event) {
    claimed.set(true);
    log().listeners().removeForEnd(whenEnded);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    log().listeners().removeForEnd(whenEnded);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // the request is never dispatched again
  }
}
