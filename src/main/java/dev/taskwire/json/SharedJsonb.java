package dev.taskwire.json;

import dev.taskwire.TaskEventType;
import dev.taskwire.TaskFailure;
import dev.taskwire.TaskStatus;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.config.PropertyOrderStrategy;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON-B of the application: snake_case, nulls written, moments with microseconds.
 * Thread-safe.
 */
final class SharedJsonb {
  static final Jsonb JSONB =
      JsonbBuilder.create(
          new JsonbConfig()
              .withPropertyNamingStrategy(SnakeCase.NAMES)
              .withPropertyOrderStrategy(PropertyOrderStrategy.LEXICOGRAPHICAL)
              .withNullValues(true)
              .withAdapters(new StatusAdapter(), new EventTypeAdapter())
              .withSerializers(new InstantSerializer(), new FailureSerializer()));

  private SharedJsonb() {}

  // Yasson hands an absent member of a record to the adapter as null.

  /** Spells a status in lower case. */
  static final class StatusAdapter implements JsonbAdapter<TaskStatus, String> {
    @Override
    public String adaptToJson(TaskStatus status) {
      return status.wireName();
    }

    @Override
    public @Nullable TaskStatus adaptFromJson(@Nullable String name) {
      return name == null ? null : TaskStatus.valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  /** Spells an event's type in lower case. */
  static final class EventTypeAdapter implements JsonbAdapter<TaskEventType, String> {
    @Override
    public String adaptToJson(TaskEventType type) {
      return type.wireName();
    }

    @Override
    public @Nullable TaskEventType adaptFromJson(@Nullable String name) {
      return name == null ? null : TaskEventType.valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  /** Writes a moment with six digits of a second. */
  static final class InstantSerializer implements JsonbSerializer<Instant> {
    @Override
    public void serialize(Instant instant, JsonGenerator generator, SerializationContext context) {
      byte[] text = new byte[InstantText.LONGEST];
      int length = new InstantText().write(instant.getEpochSecond(), instant.getNano(), text, 0);
      generator.write(new String(text, 0, length, StandardCharsets.US_ASCII));
    }
  }

  /** Leaves out a traceback that is not to be shown. */
  static final class FailureSerializer implements JsonbSerializer<TaskFailure> {
    @Override
    public void serialize(
        TaskFailure failure, JsonGenerator generator, SerializationContext context) {
      generator.writeStartObject().write("error", failure.error()).write("code", failure.code());
      if (failure.traceback() != null) {
        generator.write("traceback", failure.traceback());
      }
      generator.writeEnd();
    }
  }
}
