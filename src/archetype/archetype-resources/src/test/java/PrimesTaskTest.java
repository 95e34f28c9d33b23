package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.TaskStatus;
import dev.taskwire.testing.TestOutcome;
import dev.taskwire.testing.TestRun;
import org.junit.jupiter.api.Test;

class PrimesTaskTest {
  private final PrimesTask.Params params = new PrimesTask.Params(10);

  @Test
  void execute_upToTen_countsFourPrimes() {
    TestOutcome<PrimesTask.Result> outcome = TestRun.of(new PrimesTask()).run(params);

    assertEquals(new PrimesTask.Result(10, 4, 7), outcome.completed());
    assertEquals("4 primes up to 10", outcome.info().progress().text());
    assertEquals("Primes up to 10", outcome.title());
  }

  @Test
  void execute_cancelledOnTheWay_returnsWhatItHas() {
    TestOutcome<PrimesTask.Result> outcome =
        TestRun.of(new PrimesTask())
            .cancelWhen(at -> at.text().equals("3 primes up to 5"))
            .run(params);

    assertEquals(TaskStatus.CANCELLED, outcome.status());
    assertEquals(new PrimesTask.Result(5, 3, 5), outcome.result());
  }
}
