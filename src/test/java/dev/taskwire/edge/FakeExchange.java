package dev.taskwire.edge;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and its answer, as far as the edge looks at them; any other call fails. */
final class FakeExchange {
  /** What the container does when it is asked to authenticate. */
  enum Container {
    ACCEPTS,
    CHALLENGES,
    KNOWS_NO_WAY,
    CRASHES
  }

  final Map<String, String> answered = new HashMap<>();
  final Map<String, Object> attributes = new HashMap<>();
  int status = 200;
  @Nullable String query;
  @Nullable String principal;
  String role = "";
  DispatcherType dispatcherType = DispatcherType.REQUEST;
  Container container = Container.KNOWS_NO_WAY;
  long contentLength = -1;
  boolean committed;

  private final String method;
  private final String path;
  private final Map<String, List<String>> headers = new HashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  FakeExchange(String method, String path) {
    this.method = method;
    this.path = path;
    header("Host", "tasks.example:8080");
  }

  FakeExchange header(String name, String value) {
    headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>()).add(value);
    return this;
  }

  String body() {
    return body.toString(StandardCharsets.UTF_8);
  }

  HttpServletRequest request() {
    return fake(HttpServletRequest.class, this::request);
  }

  HttpServletResponse response() {
    return fake(HttpServletResponse.class, this::response);
  }

  private @Nullable Object request(String call, @Nullable Object[] args) throws Exception {
    return switch (call) {
      case "getMethod" -> method;
      case "getRequestURI" -> path;
      case "getQueryString" -> query;
      case "getContextPath" -> "";
      case "getDispatcherType" -> dispatcherType;
      case "getContentLengthLong" -> contentLength;
      case "getHeader" -> values(args).isEmpty() ? null : values(args).get(0);
      case "getHeaders" -> Collections.enumeration(values(args));
      case "getAttribute" -> attributes.get((String) args[0]);
      case "getUserPrincipal" -> principal();
      case "isUserInRole" -> role.equals(args[0]);
      case "authenticate" -> authenticate();
      default -> throw new UnsupportedOperationException(call);
    };
  }

  private @Nullable Object response(String call, @Nullable Object[] args) {
    switch (call) {
      case "setHeader" -> answered.put((String) args[0], (String) args[1]);
      case "setStatus" -> status = (int) args[0];
      case "setContentType" -> answered.put("Content-Type", (String) args[0]);
      case "setContentLength" -> answered.put("Content-Length", String.valueOf(args[0]));
      case "flushBuffer" -> committed = true;
      case "getStatus" -> {
        return status;
      }
      case "isCommitted" -> {
        return committed;
      }
      case "getOutputStream" -> {
        return new Output(body);
      }
      default -> throw new UnsupportedOperationException(call);
    }
    return null;
  }

  private List<String> values(@Nullable Object[] args) {
    return headers.getOrDefault(((String) args[0]).toLowerCase(Locale.ROOT), List.of());
  }

  private @Nullable Principal principal() {
    String name = principal;
    return name == null ? null : () -> name;
  }

  private boolean authenticate() throws ServletException {
    switch (container) {
      case ACCEPTS -> principal = "alice";
      case CHALLENGES -> {
        status = 401;
        answered.put("WWW-Authenticate", "Custom");
      }
      case KNOWS_NO_WAY -> throw new ServletException("no login-config");
      case CRASHES -> throw new IllegalArgumentException("not Base64");
    }
    return container == Container.ACCEPTS;
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
    @Nullable Object call(String name, @Nullable Object[] args) throws Exception;
  }

  private static final class Output extends ServletOutputStream {
    private final ByteArrayOutputStream body;

    Output(ByteArrayOutputStream body) {
      this.body = body;
    }

    @Override
    public void write(int b) {
      body.write(b);
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
