package dev.taskwire.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A client's request as the container hands it over: it reads as much as the test lets it, and may
 * leave. Strict about the rules of non-blocking output. Thread-safe.
 */
final class FakeClient {
  final Map<String, String> headers = new ConcurrentHashMap<>();
  final FakeOutput out = new FakeOutput();
  private final List<AsyncListener> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean completed;
  private volatile Runnable whenStarted = () -> {};
  private volatile Runnable whenCompleted = () -> {};

  private final HttpServletResponse response =
      fake(
          HttpServletResponse.class,
          (proxy, method, arguments) -> {
            switch (method.getName()) {
              case "getOutputStream" -> {
                return out;
              }
              case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
              case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
              default -> {
                // nothing that a stream depends on
              }
            }
            return null;
          });
  private final AsyncContext async =
      fake(
          AsyncContext.class,
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "getResponse" -> response;
                case "getRequest" -> request();
                case "addListener" -> listeners.add((AsyncListener) arguments[0]) ? null : null;
                case "complete" -> complete();
                default -> null;
              });
  private final HttpServletRequest request =
      fake(
          HttpServletRequest.class,
          (proxy, method, arguments) -> method.getName().equals("startAsync") ? async() : null);

  HttpServletRequest request() {
    return request;
  }

  /** What happens while its stream is opened, after the last look at whether it may be. */
  void meanwhile(Runnable event) {
    whenStarted = event;
  }

  /** What happens when its request is completed, on the thread that does it. */
  void whenCompleted(Runnable event) {
    whenCompleted = event;
  }

  private AsyncContext async() {
    whenStarted.run();
    return async;
  }

  private Object complete() throws IOException {
    completed = true;
    whenCompleted.run();
    for (AsyncListener listener : listeners) {
      listener.onComplete(new AsyncEvent(async));
    }
    return null;
  }

  boolean isCompleted() {
    return completed;
  }

  /** What arrived, as a browser reads it. */
  List<SseParser.Event> events() {
    return SseParser.events(out.text());
  }

  /** The ids of what arrived. */
  List<Long> ids() {
    return events().stream().map(event -> Long.parseLong(event.id())).toList();
  }

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            FakeClient.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "equals" -> proxy == arguments[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "toString" -> type.getSimpleName();
                  default -> handler.invoke(proxy, method, arguments);
                }));
  }

  /**
   * The non-blocking output: ready until so many bytes were taken, or, with a window, until the
   * socket is full. What does not fit then is copied, as the servers do, and no more is taken
   * before the client has read so far.
   */
  static final class FakeOutput extends ServletOutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private WriteListener listener;
    private long room = Long.MAX_VALUE;
    private int window = Integer.MAX_VALUE;
    private int inSocket;
    private int copied;
    private int mostCopied;
    private int asked;
    private boolean callBack;
    private boolean gone;
    private boolean memoryIsShort;

    synchronized String text() {
      return taken.toString(UTF_8);
    }

    /** From now on the client takes so many bytes and no more. */
    synchronized void takeOnly(long bytes) {
      room = bytes;
    }

    /** From now on the client reads by {@link #read} only; the socket holds so many bytes. */
    synchronized void window(int bytes) {
      window = bytes;
    }

    /** The client reads so many bytes from the socket. */
    void read(int bytes) {
      boolean call;
      synchronized (this) {
        inSocket -= Math.min(inSocket, bytes);
        int moved = Math.min(copied, window - inSocket);
        copied -= moved;
        inSocket += moved;
        call = callBack && copied == 0 && room > 0;
        callBack &= !call;
      }
      if (call) {
        possible();
      }
    }

    /** The most bytes that the server had to copy at a time. */
    synchronized int mostCopied() {
      return mostCopied;
    }

    /** How often somebody wanted to know whether it is ready. */
    synchronized int timesAsked() {
      return asked;
    }

    /** The client reads on. */
    void takeOn() {
      takeOn(Long.MAX_VALUE);
    }

    /** The client reads the rest of one write. */
    void takeOnce() {
      takeOn(1);
    }

    private void takeOn(long bytes) {
      boolean call;
      synchronized (this) {
        room = bytes;
        call = callBack;
        callBack = false;
      }
      if (call) {
        possible();
      }
    }

    private void possible() {
      try {
        listener.onWritePossible();
      } catch (IOException impossible) {
        throw new AssertionError(impossible);
      }
    }

    synchronized void leave() {
      gone = true;
    }

    /** The server has no memory for the next write. */
    synchronized void runOutOfMemory() {
      memoryIsShort = true;
    }

    @Override
    public synchronized boolean isReady() {
      asked++;
      if (room <= 0 || copied > 0) {
        callBack = true;
        return false;
      }
      return true;
    }

    @Override
    public void setWriteListener(WriteListener writeListener) {
      listener = writeListener;
      possible();
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
      if (gone) {
        throw new IOException("the client left");
      }
      if (memoryIsShort) {
        throw new OutOfMemoryError("as a test wants it");
      }
      if (listener != null && (room <= 0 || copied > 0)) {
        throw new IllegalStateException("written without being ready");
      }
      taken.write(bytes, offset, length);
      room -= length;
      if (window < Integer.MAX_VALUE) {
        int fits = Math.min(length, window - inSocket);
        inSocket += fits;
        copied += length - fits;
        mostCopied = Math.max(mostCopied, copied);
      }
    }

    @Override
    public synchronized void flush() throws IOException {
      if (gone) {
        throw new IOException("the client left");
      }
    }
  }
}
