package ${package};

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Locale;

/** Counts the primes up to a limit: takes a while, says how far it is, and stops when asked to. */
@TaskType(
    value = "primes",
    timeout = "PT10M",
    description = "Counts the prime numbers up to a limit.")
public class PrimesTask extends BaseTask<PrimesTask.Params, PrimesTask.Result> {
  private static final int REPORTS = 100;

  /** How far to count. */
  public record Params(@Min(2) @Max(1_000_000_000) int limit) {}

  /** How far it came, how many primes there are until there, and which one is the largest. */
  public record Result(int upTo, int primes, int largest) {}

  @Override
  protected String title(Params params) {
    return String.format(Locale.ROOT, "Primes up to %,d", params.limit());
  }

  @Override
  public Result execute(ProgressHandle progress, Params params) {
    int limit = params.limit();
    int step = Math.max(1, limit / REPORTS);
    int number = 1;
    int primes = 0;
    int largest = 0;
    while (number < limit && !isCancelled()) {
      number++;
      if (isPrime(number)) {
        primes++;
        largest = number;
      }
      if (number % step == 0) {
        String text = String.format(Locale.ROOT, "%,d primes up to %,d", primes, number);
        progress.sendProgress(text, (double) number / limit);
      }
    }
    return new Result(number, primes, largest);
  }

  private static boolean isPrime(int number) {
    for (long divisor = 2; divisor * divisor <= number; divisor++) {
      if (number % divisor == 0) {
        return false;
      }
    }
    return true;
  }
}
