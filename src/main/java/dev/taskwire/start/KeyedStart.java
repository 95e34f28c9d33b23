package dev.taskwire.start;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One start under a key: made by the request that came first, awaited by the others. Thread-safe.
 */
final class KeyedStart {
  private final byte[] requestDigest;
  private final CompletableFuture<Optional<StoredAnswer>> answer = new CompletableFuture<>();

  /** Takes over the array. */
  KeyedStart(byte[] requestDigest) {
    this.requestDigest = requestDigest;
  }

  /** What the request asks for; not to be changed. */
  byte[] requestDigest() {
    return requestDigest;
  }

  boolean isFor(KeyedStart other) {
    return Arrays.equals(requestDigest, other.requestDigest);
  }

  /** Says what came of it; empty if nothing was started. */
  void settle(Optional<StoredAnswer> result) {
    answer.complete(result);
  }

  /** The answer, if there is one already. */
  @Nullable StoredAnswer answerNow() {
    return answer.getNow(Optional.empty()).orElse(null);
  }

  /**
   * Waits for the request that came first, which takes milliseconds.
   *
   * @return empty if it started nothing
   * @throws TimeoutException if it takes longer than {@code seconds}
   */
  Optional<StoredAnswer> await(int seconds) throws InterruptedException, TimeoutException {
    try {
      return answer.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("A start is never settled with a failure", impossible);
    }
  }
}
