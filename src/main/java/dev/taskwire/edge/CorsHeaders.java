package dev.taskwire.edge;

import dev.taskwire.settings.Access;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sets the headers that let a page of an allowed origin read an answer (WHATWG Fetch, section 3.2).
 *
 * <p>Credentials are allowed in owner mode only, where a call without them could never succeed; in
 * open mode they mean nothing, so that a browser has no reason to send any.
 */
final class CorsHeaders {
  private static final String REQUEST_HEADERS =
      "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Prefer";
  private static final String EXPOSED_HEADERS =
      "Idempotent-Replayed, Location, Preference-Applied, Retry-After";
  private static final String MAX_AGE_SECONDS = "600";
  private static final Set<String> KNOWN =
      Set.of(REQUEST_HEADERS.toLowerCase(Locale.ROOT).split(", "));
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+");
  private static final int MOST_ASKED = 1000;

  private CorsHeaders() {}

  /**
   * What else the page wants to send: the headers of whatever traces its calls ({@code
   * traceparent}, {@code baggage}, {@code sentry-trace}, …), of which there is no list.
   */
  private static String asked(@Nullable String wanted) {
    if (wanted == null || wanted.length() > MOST_ASKED) {
      return "";
    }
    return Arrays.stream(wanted.split(","))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> NAME.matcher(name).matches() && !KNOWN.contains(name))
        .distinct()
        .map(name -> ", " + name)
        .collect(Collectors.joining());
  }

  static boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader("Access-Control-Request-Method") != null;
  }

  /** Lets the page of {@code origin}, which was found to be allowed, read the answer. */
  static void allow(HttpServletResponse response, String origin, Access access) {
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Expose-Headers", EXPOSED_HEADERS);
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    if (access == Access.OWNER) {
      response.setHeader("Access-Control-Allow-Credentials", "true");
    }
  }

  /** Answers the question of a browser whether an allowed page may send what it wants to send. */
  static void answerPreflight(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Methods", RequestLine.METHODS);
    response.setHeader(
        "Access-Control-Allow-Headers",
        REQUEST_HEADERS + asked(request.getHeader("Access-Control-Request-Headers")));
    response.setHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
