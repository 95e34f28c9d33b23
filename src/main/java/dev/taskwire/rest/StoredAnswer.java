package dev.taskwire.rest;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** The answer to a start, kept to be given again. Immutable. */
final class StoredAnswer {
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

  void replay(CapturedResponse response) {
    response.setStatus(HttpServletResponse.SC_CREATED);
    response.setHeader("Location", location);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Idempotent-Replayed", "true");
    if (contentType != null) {
      response.setContentType(contentType);
    }
    response.replaceBody(body);
  }
}
