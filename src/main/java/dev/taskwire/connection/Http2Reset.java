package dev.taskwire.connection;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends one stream of an HTTP/2 connection that others share, by a frame {@code RST_STREAM} (RFC
 * 9113, section 6.4), on Grizzly; Undertow does so by itself. Stateless.
 */
final class Http2Reset {
  private static final Logger LOG = Logger.getLogger(Http2Reset.class.getName());
  private static final String FRAMES = "org.glassfish.grizzly.http2.frames.";
  private static final List<String> OUTPUT = List.of("getHttp2Session", "getOutputSink");

  private Http2Reset() {}

  /**
   * Ends it, if it is one: tells the client, who may ask again, and drops what is queued. Never
   * throws.
   *
   * @param closeable what Grizzly has a response's bytes go to
   * @return whether it is a stream of HTTP/2, and was ended
   */
  static boolean of(Object closeable) {
    Object output = ServerInternals.follow(closeable, OUTPUT);
    if (output == null) {
      return false;
    }
    try {
      Object frame = frame(closeable);
      return frame != null
          && ServerInternals.call(output, "writeDownStream", frame, null, null)
          && ServerInternals.call(closeable, "terminateSilently");
    } catch (ReflectiveOperationException | RuntimeException unknown) {
      LOG.log(Level.FINE, "The server makes no frames that are known here", unknown);
      return false;
    }
  }

  private static @Nullable Object frame(Object stream)
      throws ClassNotFoundException,
          NoSuchMethodException,
          IllegalAccessException,
          InvocationTargetException {
    ClassLoader grizzly = stream.getClass().getClassLoader();
    Object cancel =
        Class.forName(FRAMES + "ErrorCode", true, grizzly)
            .getMethod("valueOf", String.class)
            .invoke(null, "CANCEL");
    Object id = ServerInternals.follow(stream, List.of("getId"));
    Object builder =
        Class.forName(FRAMES + "RstStreamFrame", true, grizzly).getMethod("builder").invoke(null);
    if (id == null
        || !ServerInternals.call(builder, "errorCode", cancel)
        || !ServerInternals.call(builder, "streamId", id)) {
      return null;
    }
    return ServerInternals.follow(builder, List.of("build"));
  }
}
