package dev.taskwire.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.BaseTask;
import dev.taskwire.CancellationSource;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskStatus;
import dev.taskwire.log.EventLog;
import dev.taskwire.log.LogSlice;
import dev.taskwire.log.RetainedEvent;
import dev.taskwire.settings.SettingsReader;
import dev.taskwire.settings.TaskSettings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Contract §2 over all pairs: what each operation does in each state. */
class ExecutionStateTableTest {
  private static final Outcomes OUTCOMES =
      new Outcomes(
          TaskSettings.from(
              new SettingsReader(
                  key ->
                      key.equals("tasks.max-result-bytes") ? Optional.of("8") : Optional.empty())));
  private static final Duration TIMEOUT = Duration.ofSeconds(300);
  private static final Escalation.Limits LIMITS =
      new Escalation.Limits(Duration.ofSeconds(5).toNanos(), Duration.ofSeconds(30).toNanos());

  private static final Map<String, Consumer<Subject>> STATES = new LinkedHashMap<>();
  private static final Map<String, Function<Subject, Object>> OPERATIONS = new LinkedHashMap<>();

  static {
    STATES.put("pending", subject -> {});
    STATES.put("running", Subject::begin);
    STATES.put(
        "running, over its time",
        subject -> {
          subject.begin();
          subject.clock.seconds(301);
        });
    STATES.put(
        "running, cancel requested",
        subject -> {
          subject.begin();
          subject.state.cancel();
        });
    STATES.put(
        "running, timed out",
        subject -> {
          subject.begin();
          subject.escalateAfter(301);
        });
    STATES.put(
        "running, timed out, then cancel requested",
        subject -> {
          subject.begin();
          subject.escalateAfter(301);
          subject.state.cancel();
        });
    STATES.put(
        "running, interrupted after a cancel",
        subject -> {
          subject.begin();
          subject.state.cancel();
          subject.escalateAfter(5);
        });
    STATES.put(
        "running, interrupted after its time",
        subject -> {
          subject.begin();
          subject.escalateAfter(301);
          subject.escalateAfter(5);
        });
    STATES.put(
        "running, its worker lost",
        subject -> {
          subject.begin();
          subject.state.detach();
        });
    STATES.put(
        "completed",
        subject -> {
          subject.begin();
          subject.state.finish(OUTCOMES.returned("ok"));
        });
    STATES.put(
        "failed",
        subject -> {
          subject.begin();
          subject.state.finish(OUTCOMES.threw(new IllegalStateException("no")));
        });
    STATES.put("cancelled while pending", subject -> subject.state.cancel());
    STATES.put(
        "cancelled with a result",
        subject -> {
          subject.begin();
          subject.state.cancel();
          subject.state.finish(OUTCOMES.returned("part"));
        });
    STATES.put("shut down while pending", subject -> subject.state.terminate(OUTCOMES.shutdown()));
    STATES.put(
        "shut down while running",
        subject -> {
          subject.begin();
          subject.state.terminate(OUTCOMES.shutdown());
        });
    STATES.put(
        "abandoned after a cancel",
        subject -> {
          subject.begin();
          subject.state.cancel();
          subject.escalateAfter(30);
        });
    STATES.put(
        "abandoned after its time",
        subject -> {
          subject.begin();
          subject.escalateAfter(301);
          subject.escalateAfter(30);
        });

    OPERATIONS.put("begin", subject -> subject.begin());
    OPERATIONS.put("cancel", subject -> subject.state.cancel());
    OPERATIONS.put("finish ok", subject -> subject.state.finish(OUTCOMES.returned("ok")));
    OPERATIONS.put("finish null", subject -> subject.state.finish(OUTCOMES.returned(null)));
    OPERATIONS.put(
        "finish threw",
        subject -> subject.state.finish(OUTCOMES.threw(new IllegalStateException("no"))));
    OPERATIONS.put(
        "finish NaN", subject -> subject.state.finish(OUTCOMES.returned(List.of(Double.NaN))));
    OPERATIONS.put("finish large", subject -> subject.state.finish(OUTCOMES.returned("too large")));
    OPERATIONS.put("escalate", subject -> subject.escalateAfter(0));
    OPERATIONS.put("escalate +5 s", subject -> subject.escalateAfter(5));
    OPERATIONS.put("escalate +30 s", subject -> subject.escalateAfter(30));
    OPERATIONS.put("escalate +301 s", subject -> subject.escalateAfter(301));
    OPERATIONS.put("terminate", subject -> subject.state.terminate(OUTCOMES.shutdown()));
    OPERATIONS.put(
        "detach",
        subject -> {
          subject.state.detach();
          return "-";
        });
  }

  @Test
  void everyOperation_inEveryState_doesWhatTheTableSays() throws IOException {
    StringBuilder table = new StringBuilder();
    STATES.forEach(
        (state, reach) -> {
          table.append(state).append('\n');
          OPERATIONS.forEach(
              (name, operation) -> {
                Subject subject = new Subject(EndRule.AT_ONCE);
                reach.accept(subject);
                Object answer = operation.apply(subject);
                table.append("  %-16s %-11s %s\n".formatted(name, answer, subject.describe()));
              });
        });
    try (InputStream expected = getClass().getResourceAsStream("execution-states.txt")) {
      assertEquals(new String(expected.readAllBytes(), UTF_8), table.toString());
    }
  }

  /** The same, in every state, with an end that waits to be recorded: and nobody sees it before. */
  @Test
  void everyOperation_inEveryState_doesTheSameWhenEndsAreRecordedFirst() {
    STATES.forEach(
        (state, reach) ->
            OPERATIONS.forEach(
                (name, operation) -> {
                  Subject atOnce = new Subject(EndRule.AT_ONCE);
                  Subject recorded = new Subject(EndRule.WHEN_RECORDED);
                  reach.accept(atOnce);
                  reach.accept(recorded);
                  String step = state + ", " + name;
                  assertEquals(operation.apply(atOnce), operation.apply(recorded), step);
                  boolean isOver = atOnce.state.status().isTerminal();
                  assertFalse(recorded.state.status().isTerminal(), step);
                  assertFalse(recorded.log.hasEnded(), step);
                  assertEquals(isOver, recorded.state.isOver(), step);
                  assertEquals(isOver, recorded.state.show(), step);
                  assertFalse(recorded.state.show(), step);
                  assertEquals(atOnce.describe(), recorded.describe(), step);
                }));
  }

  @Test
  void overrule_ofADecidedEnd_showsTheOtherOne() {
    Subject subject = new Subject(EndRule.WHEN_RECORDED);
    subject.begin();
    subject.state.finish(OUTCOMES.returned("ok"));
    subject.state.overrule(subject.lost());
    assertTrue(subject.state.show());
    assertEquals("failed \"node_lost\", asked to stop, interrupted", subject.describe());
    assertEquals(1_000_002, subject.log.last());
  }

  @Test
  void overrule_ofATaskThatDoesNotStop_givesItsPlaceBackOnce() {
    Subject subject = new Subject(EndRule.WHEN_RECORDED);
    subject.begin();
    subject.state.overrule(subject.lost());
    subject.state.show();
    assertEquals(Escalation.NONE, subject.escalateAfter(29));
    assertEquals(Escalation.GIVEN_UP, subject.escalateAfter(1));
    assertEquals(Escalation.NONE, subject.escalateAfter(1));
    assertTrue(subject.state.isAbandoned());
  }

  @Test
  void overrule_ofAnEndThatWasShown_changesNothing() {
    Subject subject = new Subject(EndRule.WHEN_RECORDED);
    subject.begin();
    subject.state.finish(OUTCOMES.returned("ok"));
    subject.state.show();
    subject.state.overrule(subject.lost());
    assertFalse(subject.state.show());
    assertEquals("completed \"ok\"", subject.describe());
  }

  @Test
  void reconsider_afterACancelThatWasRecordedBefore_isCancelledWithTheResult() {
    Subject subject = new Subject(EndRule.WHEN_RECORDED);
    subject.begin();
    subject.state.finish(OUTCOMES.returned("ok"));
    subject.state.reconsider(true, 0);
    assertTrue(subject.state.show());
    assertEquals("cancelled \"ok\"", subject.describe());
    assertTrue(subject.state.snapshot().cancelRequested());
    assertEquals(2, subject.log.last());
  }

  /** One execution's state with everything that it touches. */
  private static final class Subject {
    final SteppedClock clock = new SteppedClock();
    final EventLog log = new EventLog("t", 16);
    final ExecutionState state;
    final CancellationSource cancellation = CancellationSource.bindTo(new NoTask());
    final Thread worker = new Thread();

    Subject(EndRule rule) {
      Stopping stopping =
          new Stopping(cancellation, TIMEOUT, () -> OUTCOMES.timedOut(TIMEOUT), clock);
      state = States.state(log, stopping, clock, rule);
    }

    boolean begin() {
      return state.begin(worker, null);
    }

    /** The end that another server recorded. */
    DecidedEnd lost() {
      String frame =
          "id: 1000002\nevent: task_event\ndata: {\"event_type\":\"task_failed\","
              + "\"data\":{\"code\":\"node_lost\"}}\n\n";
      return new DecidedEnd(
          Outcome.failed("lost", "node_lost", null),
          clock.instant(),
          clock.nanoTime(),
          new LogSlice(1_000_002, 1_000_002, frame.getBytes(UTF_8)));
    }

    Escalation escalateAfter(double seconds) {
      clock.seconds(seconds);
      return state.escalate(LIMITS);
    }

    /** The status, the terminal event and its data, and the marks of stopping. */
    String describe() {
      List<JsonObject> events =
          log.eventsAfter(0, 100).stream().map(RetainedEvent::json).map(Subject::parse).toList();
      TaskStatus status = state.status();
      assertEquals(status.isTerminal(), log.hasEnded());
      assertEquals(status.isTerminal(), state.outcome() != null);
      assertEquals(status.isTerminal(), state.snapshot().endTime() != null);
      String text = status.wireName();
      if (status.isTerminal()) {
        JsonObject last = events.get(events.size() - 1);
        assertEquals("task_" + text, last.getString("event_type"));
        text +=
            " "
                + (status == TaskStatus.FAILED ? last.getJsonObject("data") : last)
                    .get(status == TaskStatus.FAILED ? "code" : "data");
      }
      long started =
          events.stream().filter(e -> e.getString("event_type").equals("task_started")).count();
      assertEquals(state.snapshot().runningSince() == null ? 0 : 1, started);
      return text
          + (cancellation.isRequested() ? ", asked to stop" : "")
          + (worker.isInterrupted() ? ", interrupted" : "")
          + (state.isAbandoned() ? ", abandoned" : "");
    }

    private static JsonObject parse(String json) {
      return Json.createReader(new StringReader(json)).readObject();
    }
  }

  /** Never executed. */
  private static final class NoTask extends BaseTask<Void, Void> {
    @Override
    public Void execute(ProgressHandle progress, Void params) {
      throw new AssertionError("not executed here");
    }
  }
}
