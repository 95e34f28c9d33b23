package dev.taskwire.start;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The answer to a start, kept to be given again. Immutable. */
final class StoredAnswer {
  private static final Pattern TICKET =
      Pattern.compile("(/stream\\?ticket=)[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])");

  private final String taskId;
  private final String location;
  private final @Nullable String contentType;
  private final byte[] body;

  /** Takes over the array. */
  StoredAnswer(String taskId, String location, @Nullable String contentType, byte[] body) {
    this.taskId = taskId;
    this.location = location;
    this.contentType = contentType;
    this.body = body;
  }

  /** The task that was started. */
  String taskId() {
    return taskId;
  }

  /** Writes it down for other servers. */
  void describe(JsonObjectBuilder json) {
    json.add("task_id", taskId).add("location", location);
    json.add("body", Base64.getEncoder().encodeToString(body));
    if (contentType != null) {
      json.add("content_type", contentType);
    }
  }

  /** What another server wrote down; empty if it has not answered yet. */
  static Optional<StoredAnswer> described(JsonObject json) {
    return json.containsKey("task_id")
        ? Optional.of(
            new StoredAnswer(
                json.getString("task_id"),
                json.getString("location"),
                json.getString("content_type", null),
                Base64.getDecoder().decode(json.getString("body"))))
        : Optional.empty();
  }

  /**
   * Gives the answer once more.
   *
   * @param ticket a new one for the task's stream, in the place of the first, which may be too old
   *     by now; empty if there is none
   */
  void replay(CapturedResponse response, Optional<String> ticket) {
    response.setStatus(HttpServletResponse.SC_CREATED);
    response.setHeader("Location", location);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Idempotent-Replayed", "true");
    if (contentType != null) {
      response.setContentType(contentType);
    }
    response.replaceBody(ticket.map(this::bodyWith).orElse(body));
  }

  /** Whatever else an endpoint answers, byte for byte: Latin-1 loses none. */
  private byte[] bodyWith(String ticket) {
    return TICKET
        .matcher(new String(body, ISO_8859_1))
        .replaceAll("$1" + ticket)
        .getBytes(ISO_8859_1);
  }
}
