package dev.taskwire.engine;

import dev.taskwire.BaseTask;
import dev.taskwire.json.InvalidJsonException;
import dev.taskwire.json.JsonBinding;
import dev.taskwire.json.JsonEncoder;
import dev.taskwire.json.JsonEncodingException;
import dev.taskwire.json.JsonTooLargeException;
import dev.taskwire.json.StrictJson;
import dev.taskwire.sharing.TaskSpec;
import dev.taskwire.type.RegisteredType;
import dev.taskwire.type.TaskInstances;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what another server needs to run a task, and reads it there: the parameters as JSON,
 * and the headers of the trace. Stateless.
 */
final class Specs {
  private static final Logger LOG = Logger.getLogger(Specs.class.getName());
  private static final int LARGEST = 1024 * 1024;
  private static final String PARAMS = "params";
  private static final String TRACE = "trace";

  private Specs() {}

  /**
   * What another server needs; {@code null} if the parameters do not survive the way through JSON,
   * so that only this one can run it.
   */
  static @Nullable TaskSpec of(RegisteredType type, @Nullable Object params) {
    try {
      byte[] json = json(params);
      Object back = read(type, ((JsonObject) StrictJson.parse(json)).get(PARAMS));
      return Arrays.equals(json, json(back)) ? new TaskSpec(type.isRestartable(), json) : null;
    } catch (JsonEncodingException | JsonTooLargeException | InvalidJsonException onlyHere) {
      LOG.log(Level.FINE, "The parameters of a \"" + type.name() + "\" are no JSON", onlyHere);
      return null;
    }
  }

  private static byte[] json(@Nullable Object params) {
    Map<String, @Nullable Object> spec = new LinkedHashMap<>();
    spec.put(PARAMS, params);
    spec.put(TRACE, Work.traceHeaders());
    return JsonEncoder.encode(spec, LARGEST);
  }

  private static @Nullable Object read(RegisteredType type, @Nullable JsonValue params) {
    return params == null || params == JsonValue.NULL
        ? null
        : JsonBinding.read(params, type.paramsType(), PARAMS);
  }

  /** What was started on another server, with these parameters. */
  static Work work(
      TaskInstances.Created<? extends BaseTask<?, ?>> created,
      @Nullable Object params,
      byte[] spec) {
    Map<String, String> trace = new HashMap<>();
    if (parsed(spec).get(TRACE) instanceof JsonObject headers) {
      headers.forEach(
          (name, value) -> {
            if (value instanceof JsonString text) {
              trace.put(name, text.getString());
            }
          });
    }
    return new Work(created.task(), params, created.disposal(), trace);
  }

  /**
   * The parameters of what was started on another server.
   *
   * @throws InvalidJsonException if they are not those of the type here
   */
  static @Nullable Object params(RegisteredType type, byte[] spec) {
    return read(type, parsed(spec).get(PARAMS));
  }

  private static JsonObject parsed(byte[] spec) {
    return StrictJson.parse(spec).asJsonObject();
  }
}
