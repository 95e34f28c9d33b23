package dev.taskwire.body;

import dev.taskwire.TaskStartResponse;
import dev.taskwire.json.JsonEncoder;
import dev.taskwire.json.Utf8Buffer;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Writes values as JSON in the place of the server's own writers: complete before the first byte
 * leaves, so that a value that cannot be written is an error and not half an answer. Thread-safe.
 */
@Priority(1)
@Produces(MediaType.APPLICATION_JSON)
public class JsonWriter implements MessageBodyWriter<Object> {
  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return !RawBody.isOf(type);
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(
        value instanceof TaskStartResponse started ? json(started) : JsonEncoder.encode(value));
  }

  /** The answer that is written most, without the detour through JSON-B. */
  private static byte[] json(TaskStartResponse started) {
    return new Utf8Buffer(256)
        .ascii("{\"status\":")
        .quoted(started.status().wireName())
        .ascii(",\"stream_url\":")
        .quoted(started.streamUrl())
        .ascii(",\"task_id\":")
        .quoted(started.taskId())
        .ascii("}")
        .toByteArray();
  }
}
