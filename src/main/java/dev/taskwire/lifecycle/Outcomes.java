package dev.taskwire.lifecycle;

import dev.taskwire.json.JsonEncoder;
import dev.taskwire.json.JsonEncodingException;
import dev.taskwire.json.JsonTooLargeException;
import dev.taskwire.settings.TaskSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes the outcomes of contract §2 from what happened. Thread-safe. */
public final class Outcomes {
  private final int maxResultBytes;
  private final int maxTextLength;
  private final boolean exposeStackTraces;

  public Outcomes(TaskSettings settings) {
    this.maxResultBytes = settings.maxResultBytes();
    this.maxTextLength = settings.maxTextLength();
    this.exposeStackTraces = settings.exposeStackTraces();
  }

  /** {@code execute} returned: its result is serialised here, once, in the worker. */
  public Outcome returned(@Nullable Object result) {
    if (result == null) {
      return Outcome.completed(null, null);
    }
    try {
      return Outcome.completed(result, JsonEncoder.encode(result, maxResultBytes));
    } catch (JsonTooLargeException tooLarge) {
      return failure(
          "The result is larger than " + maxResultBytes + " bytes.", "result_too_large", null);
    } catch (JsonEncodingException unserializable) {
      return failure(
          Texts.message(unserializable, maxTextLength).replace("The value ", "The result "),
          "result_unserializable",
          unserializable);
    }
  }

  public Outcome threw(Throwable cause) {
    return failure(Texts.message(cause, maxTextLength), "task_failed", cause);
  }

  public Outcome timedOut(Duration limit) {
    return failure("The task timed out after " + seconds(limit) + " s", "timeout", null);
  }

  public Outcome shutdown() {
    return failure("The server stopped before the task was finished.", "shutdown", null);
  }

  public Outcome noThread() {
    return failure("The server has no thread for the task.", "task_failed", null);
  }

  private Outcome failure(String error, String code, @Nullable Throwable cause) {
    String traceback = exposeStackTraces && cause != null ? Texts.stackTrace(cause) : null;
    return Outcome.failed(Texts.cut(error, maxTextLength), code, traceback);
  }

  private static String seconds(Duration limit) {
    return limit.toMillisPart() == 0
        ? Long.toString(limit.toSeconds())
        : Double.toString(limit.toMillis() / 1000.0);
  }
}
