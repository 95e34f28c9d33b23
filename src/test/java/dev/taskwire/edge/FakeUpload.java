package dev.taskwire.edge;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request whose body comes when the test says so. */
final class FakeUpload extends ServletInputStream {
  final Map<String, Object> attributes = new HashMap<>();
  long length = -1;
  boolean asyncSupported = true;
  boolean asksForWebSocket;
  DispatcherType dispatcherType = DispatcherType.REQUEST;
  String uri = "/api";
  int dispatches;

  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private boolean ended;
  private boolean started;
  private @Nullable ReadListener listener;

  /** Has a piece come. */
  void come(String piece) throws IOException {
    pending.writeBytes(piece.getBytes(StandardCharsets.US_ASCII));
    if (listener != null) {
      listener.onDataAvailable();
    }
  }

  /** Has the last piece come: as of Grizzly, the body is finished before it is read. */
  void comeLast(String piece) throws IOException {
    ended = true;
    come(piece);
    end();
  }

  /** Ends the body. */
  void end() throws IOException {
    ended = true;
    if (listener != null) {
      listener.onAllDataRead();
    }
  }

  /** What came of it. */
  @Nullable ArrivedBody arrived() {
    return (ArrivedBody) attributes.get(ArrivedBody.ATTRIBUTE);
  }

  HttpServletRequest request() {
    return fake(HttpServletRequest.class, this::call);
  }

  private @Nullable Object call(String name, Object[] args) {
    return switch (name) {
      case "getContentLengthLong" -> length;
      case "getHeaders" ->
          Collections.enumeration(asksForWebSocket ? List.of("websocket") : List.of());
      case "getHeader" -> length < 0 ? "chunked" : null;
      case "getRequestURI" -> uri;
      case "getRequestURL" -> new StringBuffer("http://localhost" + uri);
      case "getProtocol" -> "HTTP/1.1";
      case "getMethod" -> "POST";
      case "getInputStream" -> this;
      case "isAsyncSupported" -> asyncSupported;
      case "isAsyncStarted" -> started;
      case "getDispatcherType" -> dispatcherType;
      case "setAttribute" -> attributes.put((String) args[0], args[1]);
      case "startAsync" -> {
        started = true;
        yield fake(AsyncContext.class, this::async);
      }
      default -> throw new UnsupportedOperationException(name);
    };
  }

  private @Nullable Object async(String name, Object[] args) {
    if (name.equals("dispatch") || name.equals("complete")) {
      dispatches++;
    }
    return null;
  }

  @Override
  public int available() {
    return pending.size();
  }

  @Override
  public boolean isFinished() {
    return ended;
  }

  @Override
  public boolean isReady() {
    return pending.size() > 0;
  }

  @Override
  public void setReadListener(ReadListener readListener) {
    listener = readListener;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(byte[] bytes, int offset, int most) {
    byte[] all = pending.toByteArray();
    if (all.length == 0) {
      return -1;
    }
    int count = Math.min(most, all.length);
    System.arraycopy(all, 0, bytes, offset, count);
    pending.reset();
    pending.write(all, count, all.length - count);
    return count;
  }

  private static <T> T fake(Class<T> type, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) ->
                calls.call(method.getName(), args == null ? new Object[0] : args)));
  }

  private interface Calls {
    @Nullable Object call(String name, Object[] args);
  }
}
