package dev.taskwire.body;

import dev.taskwire.json.JsonBinding;
import dev.taskwire.json.StrictJson;
import dev.taskwire.settings.SettingsReader;
import jakarta.annotation.Priority;
import jakarta.json.JsonValue;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON body of a request strictly, in the place of the server's own readers, and never
 * more of it than {@code tasks.max-body-bytes}.
 *
 * <p>A body that does not fit its type is an {@link dev.taskwire.json.InvalidJsonException}.
 * Thread-safe.
 */
@Priority(1)
@Consumes(MediaType.APPLICATION_JSON)
public class StrictJsonReader implements MessageBodyReader<Object> {
  /** With the spelling of those who take the name from their programming language. */
  private static final Pattern UTF_8 = Pattern.compile("\"?utf-?8\"?", Pattern.CASE_INSENSITIVE);

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final IntSupplier configuredLimit;
  private volatile int maxBodyBytes;

  /** Creates a reader with the configured limit. */
  public StrictJsonReader() {
    this(() -> BodyLimit.from(SettingsReader.ofServer()));
  }

  /** Creates a reader with a limit that is asked for once, when the first body comes. */
  StrictJsonReader(IntSupplier configuredLimit) {
    this.configuredLimit = configuredLimit;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return !RawBody.isOf(type);
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    String charset = mediaType.getParameters().get(MediaType.CHARSET_PARAMETER);
    if (charset != null && !UTF_8.matcher(charset).matches()) {
      throw new NotSupportedException("JSON is read in UTF-8 only.");
    }
    List<String> codings = headers.get(HttpHeaders.CONTENT_ENCODING);
    if (codings != null && !codings.stream().allMatch("identity"::equalsIgnoreCase)) {
      throw compressed();
    }
    int limit = limit();
    if (announcedLength(headers.getFirst(HttpHeaders.CONTENT_LENGTH)) > limit) {
      throw tooLarge(limit);
    }
    byte[] bytes = body.readNBytes(limit);
    if (bytes.length == limit && body.read() >= 0) {
      throw tooLarge(limit);
    }
    JsonValue document = StrictJson.parse(bytes);
    return type.equals((Class<?>) StartRequest.class)
        ? StartRequest.of(document)
        : JsonBinding.read(document, genericType, "");
  }

  private int limit() {
    if (maxBodyBytes == 0) {
      maxBodyBytes = configuredLimit.getAsInt();
    }
    return maxBodyBytes;
  }

  private static long announcedLength(@Nullable String header) {
    boolean number = header != null && LENGTH.matcher(header).matches();
    return number ? Long.parseLong(header) : 0;
  }

  /** RFC 9110 §15.5.16 has the answer say with which codings the request would have been read. */
  private static NotSupportedException compressed() {
    return new NotSupportedException(
        "The body of the request must not be compressed.",
        Response.status(Status.UNSUPPORTED_MEDIA_TYPE)
            .header(HttpHeaders.ACCEPT_ENCODING, "identity")
            .build());
  }

  private static ClientErrorException tooLarge(int limit) {
    return new ClientErrorException(
        "The body of the request is larger than " + limit + " bytes.",
        Status.REQUEST_ENTITY_TOO_LARGE);
  }
}
