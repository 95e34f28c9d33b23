package dev.taskwire.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the application is called in a request, by the client and by the proxies in between: {@code
 * Host}, {@code X-Forwarded-Host} with {@code X-Forwarded-Port}, and {@code Forwarded} (RFC 7239).
 * A browser lets no page set any of them for another site without asking first.
 */
final class CalledAs {
  /** The headers, as a sentence names them. */
  static final String HEADERS = "Host, X-Forwarded-Host, X-Forwarded-Port and Forwarded";

  private static final Pattern FORWARDED_HOST =
      Pattern.compile(
          "(?:^|[;,])\\s*host=(?:\"([^\"\\\\]*)\"|([^;,\"\\s]*))", Pattern.CASE_INSENSITIVE);
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final Pattern ENDS_WITH_PORT = Pattern.compile(".*:[0-9]+");

  private CalledAs() {}

  /** The authorities: host, or host and port. */
  static List<String> of(HttpServletRequest request) {
    List<String> names = parts(request, "X-Forwarded-Host");
    for (String forwarded : values(request, "Forwarded")) {
      Matcher host = FORWARDED_HOST.matcher(forwarded);
      while (host.find()) {
        names.add(host.group(1) == null ? host.group(2) : host.group(1));
      }
    }
    names.addAll(values(request, "Host"));
    for (String port : parts(request, "X-Forwarded-Port")) {
      if (PORT.matcher(port).matches()) {
        names.addAll(
            names.stream()
                .filter(name -> !ENDS_WITH_PORT.matcher(name).matches())
                .map(name -> name + ":" + port)
                .toList());
      }
    }
    return names;
  }

  private static List<String> parts(HttpServletRequest request, String header) {
    List<String> parts = new ArrayList<>();
    for (String value : values(request, header)) {
      for (String part : value.split(",", -1)) {
        parts.add(part.strip());
      }
    }
    return parts;
  }

  private static List<String> values(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header));
  }
}
