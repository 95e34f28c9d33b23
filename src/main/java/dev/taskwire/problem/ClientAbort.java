package dev.taskwire.problem;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a client that went away in the middle of a request, which is no fault of the server
 * and nothing to log.
 */
final class ClientAbort {
  private static final int MAX_CAUSES = 32;

  /** What JDK, Grizzly, Undertow and XNIO say of a connection that the other side ended. */
  private static final Pattern MESSAGE =
      Pattern.compile(
          "broken pipe|connection (was )?(reset|aborted|closed|terminated)|stream (is )?closed|"
              + "remote peer|ut000128|ut010029");

  private ClientAbort() {}

  static boolean isCauseOf(@Nullable Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      if (cause instanceof IOException io && isAbort(io)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isAbort(IOException failure) {
    if (failure instanceof FileSystemException) {
      return false;
    }
    String message = failure.getMessage();
    return failure instanceof EOFException
        || failure instanceof ClosedChannelException
        || failure.getClass().getSimpleName().equals("ClientAbortException")
        || (message != null && MESSAGE.matcher(message.toLowerCase(Locale.ROOT)).find());
  }
}
