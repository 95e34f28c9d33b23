package dev.taskwire.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.taskwire.TaskStartResponse;
import dev.taskwire.TaskStatus;
import dev.taskwire.json.JsonEncoder;
import dev.taskwire.json.JsonEncodingException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private void write(Object value) throws IOException {
    new JsonWriter()
        .writeTo(
            value,
            value.getClass(),
            value.getClass(),
            new Annotation[0],
            MediaType.APPLICATION_JSON_TYPE,
            new MultivaluedHashMap<>(),
            out);
  }

  /** What is written. */
  public record Answer(boolean success, String taskId) {}

  @Test
  void writeTo_value_isEscapedJson() throws IOException {
    write(new Answer(true, "<é>"));
    assertEquals("{\"success\":true,\"task_id\":\"\\u003cé>\"}", out.toString(UTF_8));
  }

  @Test
  void writeTo_answerToAStart_isWhatJsonBWouldWrite() throws IOException {
    var started = new TaskStartResponse("i\"d", "/é<", TaskStatus.PENDING);
    write(started);
    assertEquals(new String(JsonEncoder.encode(started), UTF_8), out.toString(UTF_8));
  }

  @Test
  void writeTo_valueWithoutJson_writesNothing() {
    List<Object> values = List.of("x".repeat(100_000), Map.of("x", Double.NaN));
    assertThrows(JsonEncodingException.class, () -> write(values));
    assertEquals(0, out.size());
  }
}
