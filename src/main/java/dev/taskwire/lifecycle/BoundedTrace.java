package dev.taskwire.lifecycle;

import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the beginning of a stack trace and then ends the printing of it, which an author's
 * exception may make as long as it likes. Not thread-safe.
 */
final class BoundedTrace extends Writer {
  private final StringBuilder text = new StringBuilder();
  private final int limit;

  BoundedTrace(int limit) {
    this.limit = limit;
  }

  @Override
  public void write(char[] characters, int offset, int count) {
    text.append(characters, offset, Math.min(count, room()));
    stopIfFull();
  }

  @Override
  public void write(@Nullable String characters, int offset, int count) {
    text.append(characters, offset, offset + Math.min(count, room()));
    stopIfFull();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return text.toString();
  }

  /** One more than the limit, so that what was cut can be told from what just fits. */
  private int room() {
    return limit + 1 - text.length();
  }

  private void stopIfFull() {
    if (room() == 0) {
      throw new Full();
    }
  }

  /** Ends the printing. */
  private static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Full() {
      super("enough", null, false, false);
    }
  }
}
