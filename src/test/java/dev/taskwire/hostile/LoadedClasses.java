package dev.taskwire.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Which classes a server has loaded, as the JDK's {@code jcmd} tells. */
final class LoadedClasses {
  private static final Pattern NAME = Pattern.compile("[\\w$]+(?:\\.[\\w$]+)+");

  private LoadedClasses() {}

  /** Those whose names begin so. */
  static List<String> of(OwnServer server, String prefix) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(server.machine().pid()),
                "VM.classloaders",
                "show-classes")
            .redirectErrorStream(true)
            .start();
    String all = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException(all);
    }
    return NAME.matcher(all)
        .results()
        .map(MatchResult::group)
        .filter(name -> name.startsWith(prefix))
        .distinct()
        .toList();
  }
}
