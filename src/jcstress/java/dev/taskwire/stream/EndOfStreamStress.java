package dev.taskwire.stream;

import dev.taskwire.settings.StreamSettings;

import dev.taskwire.log.EventLog;

import dev.taskwire.TaskEventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A task ends while a stream that watches it is opened, or rests, or is about to end. */
@JCStressTest
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "the client got the end, then the close")
@Outcome(expect = Expect.FORBIDDEN, desc = "the stream was closed, and the client knows of no end")
@State
public class EndOfStreamStress {
  private static final StreamSettings SETTINGS =
      new StreamSettings(10, Duration.ofSeconds(15), Duration.ofSeconds(10));

  private final List<DeliveryLoop> loop = new ArrayList<>();
  private final DeliveryLoops loops =
      new DeliveryLoops(one -> loop.add((DeliveryLoop) one), System::nanoTime);
  private final EventLog log = new EventLog("t", 4);
  private final TaskBroadcaster broadcaster = new TaskBroadcaster(log, loops);
  private final FakeClient client = new FakeClient();

  /** A task that runs. */
  public EndOfStreamStress() {
    log.append(TaskEventType.TASK_STARTED, Instant.EPOCH, null);
  }

  /** The task. */
  @Actor
  public void end() {
    log.append(TaskEventType.TASK_COMPLETED, Instant.EPOCH, null);
    log.announce();
  }

  /** The client's request, then the loop, until that closes the stream. */
  @Actor
  public void watch(Z_Result seen) {
    client.whenCompleted(this::stopLoop);
    new EventStreams(loops, SETTINGS, System::nanoTime, () -> false)
        .open(client.request(), broadcaster, 1);
    loop.get(0).run();
    seen.r1 = client.out.text().contains("task_completed");
  }

  private void stopLoop() {
    try {
      loop.get(0).stop(0);
    } catch (InterruptedException never) {
      throw new IllegalStateException(never);
    }
  }
}
