package dev.taskwire.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.ws.rs.container.AsyncResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers that are given later, also after JAX-RS has gone. */
class SuspendedAnswerTest {
  private final List<String> calls = new ArrayList<>();
  private final Bytes bytes = new Bytes();

  /** A client that waited when the application was undeployed is answered all the same. */
  @Test
  void send_withoutJaxRs_writesAndCompletes() {
    AsyncResponse gone =
        fake(
            AsyncResponse.class,
            (proxy, method, arguments) -> {
              throw new IllegalStateException("ServiceLocatorImpl has been shut down");
            });

    new SuspendedAnswer(gone, async(bytes)).send("{\"events\":[]}");

    assertEquals("{\"events\":[]}", bytes.written.toString(StandardCharsets.UTF_8));
    assertEquals(List.of("setContentType", "getOutputStream", "complete"), calls);
  }

  @Test
  void send_withoutJaxRsAndClient_completes() {
    AsyncResponse gone =
        fake(
            AsyncResponse.class,
            (proxy, method, arguments) -> {
              throw new IllegalStateException("ServiceLocatorImpl has been shut down");
            });
    bytes.broken = true;

    new SuspendedAnswer(gone, async(bytes)).send("{\"events\":[]}");

    assertEquals(List.of("setContentType", "getOutputStream", "complete"), calls);
  }

  private AsyncContext async(ServletOutputStream output) {
    ServletResponse response =
        fake(
            ServletResponse.class,
            (proxy, method, arguments) -> {
              if (method.getName().equals("isCommitted")) {
                return false;
              }
              calls.add(method.getName());
              return method.getName().equals("getOutputStream") ? output : null;
            });
    return fake(
        AsyncContext.class,
        (proxy, method, arguments) -> {
          if (method.getName().equals("getResponse")) {
            return response;
          }
          calls.add(method.getName());
          return null;
        });
  }

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static final class Bytes extends ServletOutputStream {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private boolean broken;

    @Override
    public void write(int b) throws IOException {
      if (broken) {
        throw new IOException("Broken pipe");
      }
      written.write(b);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
