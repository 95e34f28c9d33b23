package dev.taskwire.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The wall clock of a server, as a test sets it: by libfaketime, which leaves the monotonic clock
 * alone.
 */
final class MovedClock {
  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

  private final Path offset;

  private MovedClock(Path offset) {
    this.offset = offset;
  }

  /** The clock of the server that works in this directory; right at first. */
  static MovedClock in(Path directory) throws IOException {
    MovedClock clock = new MovedClock(directory.resolve("clock"));
    if (!Files.exists(clock.offset)) {
      clock.move(Duration.ZERO);
    }
    return clock;
  }

  /** Sets it that much ahead of the right time; negative: back. */
  void move(Duration ahead) throws IOException {
    Path next = offset.resolveSibling("clock.next");
    long seconds = ahead.toSeconds();
    Files.writeString(next, (seconds < 0 ? "" : "+") + seconds + "\n");
    // in one step, for the server reads it at any moment
    Files.move(next, offset, StandardCopyOption.REPLACE_EXISTING);
  }

  Map<String, String> environment() {
    Path library =
        LIBRARIES.stream()
            .filter(Files::exists)
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("Debian's package faketime is not installed."));
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", offset.toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        // else each pause of a thread ends at once
        "FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }
}
