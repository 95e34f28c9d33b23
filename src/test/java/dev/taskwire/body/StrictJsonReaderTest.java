package dev.taskwire.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.json.InvalidJsonException;
import jakarta.json.JsonObject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonReaderTest {
  private static final int LIMIT = 40;

  private final StrictJsonReader reader = new StrictJsonReader(() -> LIMIT);
  private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
  private MediaType mediaType = MediaType.APPLICATION_JSON_TYPE;

  /** What is read. */
  public record Params(String filePath, int batchSize) {}

  @SuppressWarnings("unchecked")
  private Object read(InputStream body) throws IOException {
    Class<?> type = Params.class;
    return reader.readFrom(
        (Class<Object>) type, Params.class, new Annotation[0], mediaType, headers, body);
  }

  private Object read(String body) throws IOException {
    return read(new ByteArrayInputStream(body.getBytes(UTF_8)));
  }

  /** A body without an end. */
  private static final class Endless extends InputStream {
    private int given;

    @Override
    public int read() {
      given++;
      return ' ';
    }
  }

  @Test
  void readFrom_body_isMapped() throws IOException {
    assertEquals(new Params("a", 7), read("{\"file_path\":\"a\",\"batch_size\":7}"));
    mediaType = new MediaType("application", "json", "UTF-8");
    assertEquals(new Params("a", 0), read("{\"file_path\":\"a\"}"));
  }

  @Test
  void readFrom_wrongMember_isNamed() {
    InvalidJsonException refusal =
        assertThrows(InvalidJsonException.class, () -> read("{\"batch_size\":\"7\"}"));
    assertEquals("batch_size", refusal.errors().get(0).field());
  }

  @Test
  void readFrom_noBody_isInvalid() {
    assertEquals(
        "The body is empty, but JSON is expected.",
        assertThrows(InvalidJsonException.class, () -> read("")).getMessage());
  }

  @Test
  void readFrom_bodyOfExactlyTheLimit_isRead() throws IOException {
    String body = "{\"file_path\":\"a\"}";
    assertEquals(new Params("a", 0), read(body + " ".repeat(LIMIT - body.length())));
  }

  @Test
  void readFrom_bodyOverTheLimit_is413AfterNoMoreThanTheLimit() {
    Endless body = new Endless();
    WebApplicationException refusal = assertThrows(ClientErrorException.class, () -> read(body));
    assertEquals(413, refusal.getResponse().getStatus());
    assertEquals("The body of the request is larger than 40 bytes.", refusal.getMessage());
    assertEquals(LIMIT + 1, body.given);
  }

  @ParameterizedTest
  @ValueSource(strings = {"41", "99999999999", "999999999999999999"})
  void readFrom_announcedBodyOverTheLimit_is413BeforeItIsRead(String length) {
    headers.putSingle("Content-Length", length);
    Endless body = new Endless();
    WebApplicationException refusal = assertThrows(ClientErrorException.class, () -> read(body));
    assertEquals(413, refusal.getResponse().getStatus());
    assertEquals(0, body.given);
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-8", "UTF-8", "utf8", "UTF8"})
  void readFrom_utf8ByAnyName_isRead(String charset) throws IOException {
    mediaType = new MediaType("application", "json", charset);
    assertEquals(new Params("é", 0), read("{\"file_path\":\"é\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "deflate", "identity, gzip"})
  void readFrom_compressed_is415WithWhatWouldBeRead(String coding) {
    headers.putSingle("Content-Encoding", coding);
    WebApplicationException refusal = assertThrows(NotSupportedException.class, () -> read("{}"));
    assertEquals("The body of the request must not be compressed.", refusal.getMessage());
    assertEquals("identity", refusal.getResponse().getHeaderString("Accept-Encoding"));
  }

  @Test
  void readFrom_codedAsIdentity_isRead() throws IOException {
    headers.putSingle("Content-Encoding", "identity");
    assertEquals(new Params("a", 0), read("{\"file_path\":\"a\"}"));
  }

  @Test
  void readFrom_otherCharset_is415() {
    mediaType = new MediaType("application", "json", "ISO-8859-1");
    WebApplicationException refusal = assertThrows(NotSupportedException.class, () -> read("{}"));
    assertEquals("JSON is read in UTF-8 only.", refusal.getMessage());
  }

  @Test
  void isReadable_rawTypes_areLeftToTheServer() {
    for (Class<?> raw : List.of(String.class, byte[].class, InputStream.class, Reader.class)) {
      assertFalse(reader.isReadable(raw, raw, new Annotation[0], mediaType), raw.getName());
    }
    for (Class<?> type : List.of(Params.class, JsonObject.class, Map.class, List.class)) {
      assertTrue(reader.isReadable(type, type, new Annotation[0], mediaType), type.getName());
    }
    JsonWriter writer = new JsonWriter();
    for (Class<?> raw : List.of(String.class, byte[].class, StreamingOutput.class)) {
      assertFalse(writer.isWriteable(raw, raw, new Annotation[0], mediaType), raw.getName());
    }
    assertTrue(writer.isWriteable(Params.class, Params.class, new Annotation[0], mediaType));
  }
}
