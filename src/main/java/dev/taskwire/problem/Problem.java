package dev.taskwire.problem;

import dev.taskwire.json.FieldError;
import dev.taskwire.json.JsonP;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Objects;

/**
 * What went wrong with a request, as the client is told (RFC 9457).
 *
 * @param status the HTTP status
 * @param detail a sentence for a person
 * @param errors the members of the request that are wrong; empty if it is not about members
 */
public record Problem(int status, String detail, List<FieldError> errors) {
  /** The media type of every error answer, whatever the client accepts. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** How long a client should wait after a 503 before it tries again. */
  public static final int RETRY_AFTER_SECONDS = 5;

  /** Checks the status. */
  public Problem {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("A problem has a status from 400 to 599, not " + status);
    }
    Objects.requireNonNull(detail, "detail");
    errors = List.copyOf(errors);
  }

  /** A problem that is not about members of the request. */
  public Problem(int status, String detail) {
    this(status, detail, List.of());
  }

  /** The problem that says of {@code status} only what is true of every such answer. */
  public static Problem of(int status) {
    return new Problem(status, StatusText.detail(status));
  }

  /** The name of the status. */
  public String title() {
    return StatusText.title(status);
  }

  /**
   * This problem as a JSON document that stays harmless wherever it is pasted, markup and scripts
   * included.
   */
  String toJson() {
    JsonObjectBuilder document =
        JsonP.object()
            .add("type", "about:blank")
            .add("title", title())
            .add("status", status)
            .add("detail", detail)
            .add("error", detail);
    if (!errors.isEmpty()) {
      JsonArrayBuilder list = JsonP.array();
      for (FieldError error : errors) {
        list.add(JsonP.object().add("field", error.field()).add("message", error.message()));
      }
      document.add("errors", list);
    }
    return escape(document.build().toString());
  }

  /** Escapes, in the text of a JSON document, what may stand unescaped there by RFC 8259 only. */
  private static String escape(String json) {
    StringBuilder escaped = new StringBuilder(json.length() + 16);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < json.length()
              && Character.isLowSurrogate(json.charAt(i + 1));
      if (pair) {
        escaped.append(c).append(json.charAt(++i));
      } else if (mustBeEscaped(c)) {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static boolean mustBeEscaped(char c) {
    return c == '<'
        || c == '>'
        || c == '&'
        || c == '\u2028'
        || c == '\u2029'
        || Character.isISOControl(c)
        || Character.isSurrogate(c);
  }
}
