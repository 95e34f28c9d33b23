package dev.taskwire.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Tells whether two requests are the same, without keeping them. */
final class RequestDigest {
  private RequestDigest() {}

  /** A digest of what a request asks for: its address and its body. */
  static byte[] of(HttpServletRequest request, byte[] body) {
    MessageDigest digest = sha256();
    digest.update(
        (request.getRequestURI() + "?" + request.getQueryString() + "\n").getBytes(UTF_8));
    return digest.digest(body);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}
