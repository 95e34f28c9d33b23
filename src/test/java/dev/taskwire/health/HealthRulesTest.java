package dev.taskwire.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskEvent;
import dev.taskwire.TaskStatus;
import dev.taskwire.engine.TaskFacts;
import dev.taskwire.settings.SettingsReader;
import dev.taskwire.settings.TaskSettings;
import dev.taskwire.sharing.EngineLoad;
import dev.taskwire.sharing.SharedState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthRulesTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final TaskSettings SETTINGS =
      TaskSettings.from(
          new SettingsReader(
              key ->
                  switch (key) {
                    case "tasks.max-workers" -> Optional.of("2");
                    case "tasks.max-pending" -> Optional.of("3");
                    default -> Optional.empty();
                  }));

  private long now;
  private final WorkerWatch watch = new WorkerWatch(() -> now);

  @Test
  void accepting_whileStoppingOrDrained_isDown() {
    assertTrue(HealthRules.accepting(load(0, 0), false).up());
    assertFalse(HealthRules.accepting(new EngineLoad(0, 0, 0, true), false).up());
    assertFalse(HealthRules.accepting(load(1, 0), true).up(), "while it is drained");
  }

  @ParameterizedTest
  @CsvSource({"up,true", "suspect,false", "joining,false"})
  void cluster_thatIsNotReached_isDown(String state, boolean up) {
    assertEquals(up, HealthRules.cluster(new SharedState(state, List.of())).up());
  }

  @Test
  void queue_withoutAPlace_isDown() {
    assertTrue(HealthRules.queue(load(2, 2), SETTINGS).up());
    assertFalse(HealthRules.queue(load(2, 3), SETTINGS).up());
  }

  @Test
  void workers_nobodyWaiting_isUpHoweverLongNothingMoved() {
    assertTrue(HealthRules.workers(load(2, 0), 2, LONG).up());
  }

  @Test
  void workers_tasksWaitingAndNothingMoving_isDown() {
    assertFalse(HealthRules.workers(load(2, 1), 2, LONG).up());
    assertFalse(HealthRules.workers(load(2, 0), 1, LONG).up(), "a worker without a thread");
    assertTrue(HealthRules.workers(load(2, 1), 2, HealthRules.LONGEST_STALL).up());
  }

  @Test
  void delivery_andSweeper_silentForLong_areDown() {
    assertTrue(HealthRules.delivery(Duration.ofSeconds(60)).up());
    assertFalse(HealthRules.delivery(Duration.ofSeconds(61)).up());
    assertFalse(HealthRules.sweeper(LONG).up());
  }

  @Test
  void stalledFor_aTaskWithinItsTime_isZero() {
    watch.started(new Task(TaskStatus.RUNNING, Duration.ofSeconds(300), Duration.ofSeconds(360)));
    now += LONG.toNanos();

    assertEquals(Duration.ZERO, watch.stalledFor(GRACE));
  }

  @Test
  void stalledFor_aTaskWithoutLimit_isZero() {
    watch.started(new Task(TaskStatus.RUNNING, Duration.ZERO, LONG));
    now += LONG.toNanos();

    assertEquals(Duration.ZERO, watch.stalledFor(GRACE));
  }

  @Test
  void stalledFor_onlyTasksOverTheirTime_countsFromTheLastMove() {
    watch.started(new Task(TaskStatus.RUNNING, Duration.ofSeconds(300), Duration.ofSeconds(361)));
    now += 7;

    assertEquals(Duration.ofNanos(7), watch.stalledFor(GRACE));
  }

  @Test
  void stalledFor_startsThatKeepComingAndNoneBegins_countsFromTheFirst() {
    for (int i = 0; i < 60; i++) {
      watch.accepted(new Task(TaskStatus.PENDING, Duration.ofSeconds(i), Duration.ZERO));
      now += Duration.ofSeconds(1).toNanos();
    }

    assertEquals(Duration.ofSeconds(60), watch.stalledFor(GRACE));
    assertFalse(HealthRules.workers(load(2, 1), 0, watch.stalledFor(GRACE)).up());
  }

  @Test
  void sinceMove_afterARest_countsFromTheNextStart() {
    Task first = new Task(TaskStatus.RUNNING, Duration.ofSeconds(300), Duration.ZERO);
    watch.accepted(first);
    watch.started(first);
    watch.finished(first);
    now += LONG.toNanos();
    watch.accepted(new Task(TaskStatus.PENDING, Duration.ofSeconds(1), Duration.ZERO));
    now += 5;

    assertEquals(Duration.ofNanos(5), watch.sinceMove());
  }

  @Test
  void sinceMove_aTaskCancelledWhileItWaited_isForgotten() {
    Task cancelled = new Task(TaskStatus.PENDING, Duration.ofSeconds(1), Duration.ZERO);
    watch.accepted(cancelled);
    watch.finished(cancelled);
    now += LONG.toNanos();
    watch.accepted(new Task(TaskStatus.PENDING, Duration.ofSeconds(2), Duration.ZERO));

    assertEquals(Duration.ZERO, watch.sinceMove());
  }

  @Test
  void started_afterItsTaskWasFinished_leavesNothingBehind() {
    Task ended = new Task(TaskStatus.FAILED, Duration.ZERO, Duration.ZERO);
    watch.finished(ended);
    watch.started(ended);

    assertEquals(0, watch.running());
  }

  @Test
  void up_oneCheckDown_isDown() {
    Health well = new Health(List.of(HealthRules.accepting(load(0, 0), false)));
    Health ill = new Health(List.of(HealthRules.sweeper(LONG)));

    assertTrue(well.and(well).up());
    assertFalse(well.and(ill).up());
  }

  private static EngineLoad load(int running, int pending) {
    return new EngineLoad(running, pending, 0, false);
  }

  private record Task(TaskStatus status, Duration timeout, Duration ran) implements TaskFacts {
    @Override
    public TaskEvent startEvent() {
      throw new AssertionError("not asked for here");
    }

    @Override
    public TaskEvent endEvent() {
      throw new AssertionError("not asked for here");
    }

    @Override
    public String type() {
      return "copy";
    }

    @Override
    public @Nullable String failureCode() {
      return null;
    }

    @Override
    public boolean isAbandoned() {
      return false;
    }

    @Override
    public Duration waited() {
      return Duration.ZERO;
    }

    @Override
    public boolean hasRun() {
      return true;
    }

    @Override
    public long events() {
      return 0;
    }

    @Override
    public long droppedEvents() {
      return 0;
    }
  }
}
