package dev.taskwire.rest;

import dev.taskwire.TaskEventType;
import dev.taskwire.stream.EventLog;
import jakarta.servlet.AsyncContext;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.TimeoutHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Test;

/** An event, the terminal event and the time-out at once: a long poll is answered once. */
public class LongPollRaceTest {
  private final EventLog log = new EventLog("t", 8);
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicReference<TimeoutHandler> onTimeout = new AtomicReference<>();
  private final AsyncResponse response =
      (AsyncResponse)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {AsyncResponse.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("resume")) {
                  answers.incrementAndGet();
                } else if (method.getName().equals("setTimeoutHandler")) {
                  onTimeout.set((TimeoutHandler) arguments[0]);
                }
                return method.getReturnType() == boolean.class ? Boolean.TRUE : null;
              });
  private final AsyncContext async =
      (AsyncContext)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {AsyncContext.class},
              (proxy, method, arguments) -> {
                throw new IllegalStateException("JAX-RS is here");
              });
  private final LongPoll poll =
      new LongPoll(log, 0, new SuspendedAnswer(response, async), Runnable::run);

  /** The request arrives. */
  @Operation(runOnce = true)
  public void start() {
    poll.start(10);
  }

  /** The task reports. */
  @Operation
  public void report() {
    log.appendProgress(Instant.EPOCH, "text", 0.5);
    log.announce();
  }

  /** The task ends. */
  @Operation
  public void end() {
    log.append(TaskEventType.TASK_COMPLETED, Instant.EPOCH, null);
    log.announce();
  }

  /** The wait is over. */
  @Operation
  public void timeOut() {
    TimeoutHandler handler = onTimeout.get();
    if (handler != null) {
      handler.handleTimeout(response);
    }
  }

  /** Checks that a poll that has begun, with something to tell, was answered once. */
  @Validate
  public void answeredOnce() {
    boolean begun = onTimeout.get() != null || answers.get() > 0;
    int most = answers.get();
    if (most > 1 || begun && log.last() > 0 && most == 0) {
      throw new IllegalStateException(most + " answers");
    }
  }

  @Test
  void poll_inAnyRace_isAnsweredOnce() {
    new StressOptions()
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(0)
        .iterations(4)
        .invocationsPerIteration(500)
        .verifier(EpsilonVerifier.class)
        .check(LongPollRaceTest.class);
  }
}
