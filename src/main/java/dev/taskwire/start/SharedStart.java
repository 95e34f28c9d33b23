package dev.taskwire.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwire.json.JsonP;
import dev.taskwire.sharing.SharedTasks;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One start under a key, among the servers that share their tasks: what one of them has put under
 * the key counts for all. Confined to the request's thread.
 */
final class SharedStart {
  private static final Duration UNDER_WAY = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final long LOOK_MILLIS = 100;

  private final SharedTasks shared;
  private final String key;
  private final byte[] digest;
  private final byte[] mine;

  /**
   * Creates it; nothing is shared yet.
   *
   * @param digest of the request
   */
  SharedStart(SharedTasks shared, IdempotentStarts.CallerKey key, byte[] digest) {
    this.shared = shared;
    this.key = "start:" + key.caller() + ":" + key.key();
    this.digest = digest;
    this.mine = encode(null);
  }

  /**
   * What another server has under the key, as soon as it is answered; {@code null} if this one may
   * make the start.
   *
   * @param seconds how long to wait for an answer that is under way
   */
  @Nullable Known claim(int seconds, Predicate<String> taskExists) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    Known known = claim(taskExists);
    while (known != null
        && isFor(known)
        && known.answer().isEmpty()
        && System.nanoTime() - deadline < 0) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      known = claim(taskExists);
    }
    return known;
  }

  private @Nullable Known claim(Predicate<String> taskExists) {
    byte[] there = shared.putIfAbsent(key, mine, UNDER_WAY);
    if (Arrays.equals(there, mine)) {
      return null;
    }
    Known known = Known.of(there);
    boolean isOver = known.answer().map(answer -> !taskExists.test(answer.taskId())).orElse(false);
    return isOver && shared.replace(key, there, mine, UNDER_WAY) ? null : known;
  }

  boolean isFor(Known known) {
    return Arrays.equals(known.digest(), digest);
  }

  /** Says what came of it; empty if nothing was started. */
  void settle(Optional<StoredAnswer> answer) {
    shared.replaceSoon(key, mine, answer.map(this::encode).orElse(null), KEPT);
  }

  private byte[] encode(@Nullable StoredAnswer answer) {
    JsonObjectBuilder json =
        JsonP.object().add("digest", text(digest)).add("by", UUID.randomUUID().toString());
    if (answer != null) {
      answer.describe(json);
    }
    return json.build().toString().getBytes(UTF_8);
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * What is under a key.
   *
   * @param digest of the request that came first
   * @param answer what it was answered; empty while it is under way
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by hand
  record Known(byte[] digest, Optional<StoredAnswer> answer) {
    static Known of(byte[] bytes) {
      try (JsonReader reader = JsonP.reader(new ByteArrayInputStream(bytes))) {
        JsonObject json = reader.readObject();
        byte[] digest = Base64.getDecoder().decode(json.getString("digest"));
        return new Known(digest, StoredAnswer.described(json));
      }
    }
  }
}
