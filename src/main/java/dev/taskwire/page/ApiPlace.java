package dev.taskwire.page;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;

/**
 * Where the API is, as seen from the page: a host may have moved it in its {@code web.xml}.
 * Relative, because a proxy may have put something in front of both.
 */
final class ApiPlace {
  static final String NAME = "where.json";

  /** The servlet that a server makes of our application (Jakarta REST 3.1, section 2.3.2). */
  private static final String APPLICATION = "dev.taskwire.rest.TaskwireApplication";

  private ApiPlace() {}

  /**
   * The file that tells it.
   *
   * @param up from where the file is to the root of the application: {@code .} or {@code ..}
   */
  static PageFile seenFrom(ServletContext context, String up) {
    ServletRegistration application = context.getServletRegistration(APPLICATION);
    String path = path(application == null ? List.of() : application.getMappings());
    return PageFile.of(NAME, ("{\"api\":\"" + up + path + "/\"}").getBytes(US_ASCII));
  }

  /** What is in front of the API's own paths, of all that is mapped to it. */
  static String path(Collection<String> mappings) {
    return mappings.stream()
        .filter(mapping -> mapping.endsWith("/*"))
        .map(mapping -> mapping.substring(0, mapping.length() - 2))
        .map(ApiPlace::ascii)
        .findFirst()
        .orElse("/api");
  }

  private static String ascii(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException impossible) {
      throw new IllegalArgumentException(path, impossible);
    }
  }
}
