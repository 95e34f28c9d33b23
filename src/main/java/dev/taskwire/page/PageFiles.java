package dev.taskwire.page;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of the page, read from the jar once. Thread-safe: two who ask for the same file for the
 * first time both read it, and read the same.
 */
final class PageFiles {
  /** Names of folders and files without a way up or back to the root. */
  private static final Pattern NAME = Pattern.compile("(?:[a-z0-9-]+/)*[a-z0-9-]+(?:\\.[a-z]+)+");

  private static final String FOLDER = "/META-INF/resources/taskwire/";

  private final Map<String, PageFile> files = new ConcurrentHashMap<>();

  /**
   * The file with this name below the folder, which may be anything; {@code null} if there is none.
   */
  @Nullable PageFile find(String name) throws IOException {
    String path = name.isEmpty() ? "index.html" : name;
    PageFile known = files.get(path);
    if (known != null || !NAME.matcher(path).matches()) {
      return known;
    }
    try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + path)) {
      if (in == null) {
        return null;
      }
      PageFile read = PageFile.of(path, in.readAllBytes());
      files.put(path, read);
      return read;
    }
  }
}
