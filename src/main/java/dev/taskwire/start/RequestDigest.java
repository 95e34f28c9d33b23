package dev.taskwire.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwire.json.CanonicalJson;
import dev.taskwire.json.InvalidJsonException;
import dev.taskwire.json.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whether two requests are the same, without keeping them. */
final class RequestDigest {
  private static final Pattern JSON =
      Pattern.compile("\\s*application/([^;\\s]*\\+)?json\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

  private RequestDigest() {}

  /**
   * A digest of what a request asks for: its address and its body. Of JSON the data counts, not how
   * it was written: a client that repeats a request may well write its members in another order.
   */
  static byte[] of(HttpServletRequest request, byte[] body) {
    MessageDigest digest = sha256();
    digest.update(
        (request.getRequestURI() + "?" + request.getQueryString() + "\n").getBytes(UTF_8));
    return digest.digest(isJson(request.getContentType()) ? canonical(body) : body);
  }

  private static boolean isJson(@Nullable String contentType) {
    return contentType != null && JSON.matcher(contentType).matches();
  }

  private static byte[] canonical(byte[] body) {
    try {
      return CanonicalJson.of(StrictJson.parse(body));
    } catch (InvalidJsonException refusedLater) {
      return body;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}
