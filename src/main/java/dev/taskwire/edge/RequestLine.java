package dev.taskwire.edge;

import dev.taskwire.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides, before anything else sees them, which methods and paths are fit to be answered. */
final class RequestLine {
  /** The methods that are known, as the header {@code Allow} lists them. */
  static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  /** What a page can be asked; Payara would answer 501 to PATCH. */
  static final String PAGE_METHODS = "GET, HEAD, POST, OPTIONS";

  private static final Set<String> KNOWN = Set.of(METHODS.split(", "));
  private static final Set<String> KNOWN_TO_PAGES = Set.of(PAGE_METHODS.split(", "));
  private static final int MAX_LENGTH = 8000;
  private static final Problem MALFORMED =
      new Problem(400, "The address of the request is not well-formed.");

  private RequestLine() {}

  /**
   * The problem of a request for a page with this method and this undecoded path, if it has one.
   */
  static Optional<Problem> problem(String method, String path) {
    if (!KNOWN_TO_PAGES.contains(method)) {
      return Optional.of(Problem.of(405));
    }
    return pathProblem(path);
  }

  static boolean isKnown(String method) {
    return KNOWN.contains(method);
  }

  /** The problem of an undecoded path, whatever the method. */
  static Optional<Problem> pathProblem(String path) {
    if (path.length() > MAX_LENGTH) {
      return Optional.of(Problem.of(414));
    }
    return isWellFormed(path) ? Optional.empty() : Optional.of(MALFORMED);
  }

  /** The problem of an undecoded query, which some servers answer with a 500 of their own. */
  static Optional<Problem> queryProblem(@Nullable String query) {
    int percent = query == null ? -1 : query.indexOf('%');
    while (query != null && percent >= 0) {
      if (percent + 2 >= query.length() || hex(query, percent) < 0) {
        return Optional.of(MALFORMED);
      }
      percent = query.indexOf('%', percent + 3);
    }
    return Optional.empty();
  }

  /**
   * The servers disagree on empty and dot segments, and on what is encoded twice or not at all:
   * here all of that is malformed.
   */
  private static boolean isWellFormed(String path) {
    if (!path.startsWith("/") || path.contains("//") || path.indexOf('\\') >= 0) {
      return false;
    }
    if (path.chars().allMatch(RequestLine::isPlain)) {
      return true;
    }
    for (String segment : path.split("/", -1)) {
      Optional<String> decoded = decode(segment.split(";", 2)[0]);
      if (decoded.isEmpty() || decode(segment).isEmpty()) {
        return false;
      }
      if (decoded.get().equals(".") || decoded.get().equals("..")) {
        return false;
      }
      if (decoded.get().isEmpty() && !segment.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Whether a character means itself everywhere, as all do in an address of this API. */
  private static boolean isPlain(int c) {
    return c == '/' || c == '-' || c == '_' || c < 0x7f && Character.isLetterOrDigit(c);
  }

  /**
   * Decodes a segment; empty if it is not UTF-8 in percent encoding, or holds a control character,
   * a slash or a backslash.
   */
  private static Optional<String> decode(String segment) {
    ByteBuffer bytes = ByteBuffer.allocate(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c > 0x7e) {
        return Optional.empty();
      }
      if (c == '%') {
        int value = i + 2 < segment.length() ? hex(segment, i) : -1;
        if (value < 0) {
          return Optional.empty();
        }
        bytes.put((byte) value);
        i += 2;
      } else {
        bytes.put((byte) c);
      }
    }
    try {
      String decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
      boolean harmless =
          decoded.chars().noneMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\');
      return harmless ? Optional.of(decoded) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static int hex(String segment, int percent) {
    int high = Character.digit(segment.charAt(percent + 1), 16);
    int low = Character.digit(segment.charAt(percent + 2), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
