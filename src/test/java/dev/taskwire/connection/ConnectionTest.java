package dev.taskwire.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The ways from a request to the connection below it, with requests of the shape of each server.
 */
class ConnectionTest {
  private final List<String> calls = new ArrayList<>();

  @Test
  void refuseBacklog_requestOfGrizzly_limitsItsQueueToOneByte() {
    Connection.of(request(GrizzlyRequest.class, new Grizzly())).refuseBacklog();
    assertEquals(List.of("setMaxAsyncWriteQueueSize 1"), calls);
  }

  @Test
  void refuseBacklog_requestOfUndertow_doesNothing() {
    Connection.of(request(UndertowRequest.class, new Undertow())).refuseBacklog();
    assertEquals(List.of(), calls);
  }

  @Test
  void refuseBacklog_unknownServer_doesNothing() {
    Connection.of(request(ServletRequest.class, "unused")).refuseBacklog();
    assertEquals(List.of(), calls);
  }

  @Test
  void spareMemory_requestOfGrizzly_shrinksTheBufferAndDropsWhatItDecodedIn() {
    Connection.of(request(GrizzlyRequest.class, new Grizzly())).spareMemory();
    assertEquals(List.of("setBufferSize 1", "reset name", "reset value"), calls);
  }

  @Test
  void spareMemory_otherGrizzly_doesWhatItCan() {
    Connection.of(request(GrizzlyRequest.class, new NewerGrizzly())).spareMemory();
    assertEquals(List.of("setBufferSize 1"), calls);
  }

  @Test
  void spareMemory_requestOfUndertow_doesNothing() {
    Connection.of(request(UndertowRequest.class, new Undertow())).spareMemory();
    assertEquals(List.of(), calls);
  }

  @Test
  void reset_wrappedRequestOfGrizzly_terminatesTheConnection() {
    ServletRequest request = request(GrizzlyRequest.class, new Grizzly());
    Connection.of(new ServletRequestWrapper(request)).reset();
    assertEquals(List.of("terminateSilently"), calls);
  }

  @Test
  void reset_requestOfUndertow_closesTheConnection() {
    Connection.of(request(UndertowRequest.class, new Undertow())).reset();
    assertEquals(List.of("close"), calls);
  }

  @Test
  void reset_unknownServer_doesNothing() {
    Connection.of(request(ServletRequest.class, "unused")).reset();
    assertEquals(List.of(), calls);
  }

  private static ServletRequest request(Class<? extends ServletRequest> type, Object below) {
    return type.cast(
        Proxy.newProxyInstance(
            ConnectionTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> below));
  }

  /** What Payara hands over. */
  interface GrizzlyRequest extends ServletRequest {
    Object getUnwrappedCoyoteRequest();
  }

  /** What WildFly hands over. */
  interface UndertowRequest extends ServletRequest {
    Object getExchange();
  }

  /** The request, the response, the context and the connection of Grizzly in one. */
  private class Grizzly {
    Object getCoyoteRequest() {
      return this;
    }

    Object getResponse() {
      return this;
    }

    Object getOutputBuffer() {
      return new OutputBuffer();
    }

    Object getParameters() {
      return new Parameters();
    }

    Object getContext() {
      return this;
    }

    Object getConnection() {
      return new GrizzlyConnection();
    }
  }

  /** One whose parameters keep nothing. */
  private class NewerGrizzly extends Grizzly {
    @Override
    Object getParameters() {
      return "nothing";
    }
  }

  private class OutputBuffer {
    void setBufferSize(int bytes) {
      calls.add("setBufferSize " + bytes);
    }
  }

  private class Parameters {
    private final Scratch tmpNameC = new Scratch("name");
    private final Scratch tmpValueC = new Scratch("value");
  }

  private class Scratch {
    private final String of;

    Scratch(String of) {
      this.of = of;
    }

    void reset() {
      calls.add("reset " + of);
    }
  }

  private class GrizzlyConnection extends Closeable {
    void setMaxAsyncWriteQueueSize(int bytes) {
      calls.add("setMaxAsyncWriteQueueSize " + bytes);
    }

    void terminateSilently() {
      calls.add("terminateSilently");
    }
  }

  private class Undertow {
    Object getConnection() {
      return new Closeable();
    }
  }

  private class Closeable {
    void close() {
      calls.add("close");
    }
  }
}
