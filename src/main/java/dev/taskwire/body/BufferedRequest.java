package dev.taskwire.body;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request whose body has been read and can be read again. Confined to its request. */
public final class BufferedRequest extends HttpServletRequestWrapper {
  private final byte[] bytes;
  private final ByteArrayInputStream body;
  private @Nullable Map<String, String[]> parameters;

  /** Takes over the array. */
  public BufferedRequest(HttpServletRequest request, byte[] body) {
    super(request);
    this.bytes = body;
    this.body = new ByteArrayInputStream(body);
  }

  // RESTEasy asks the request for the fields of a form, whose body the container cannot read any
  // more

  @Override
  public Map<String, String[]> getParameterMap() {
    Map<String, String[]> known = parameters;
    if (known == null) {
      known = FormFields.isForm(getContentType()) ? withForm() : super.getParameterMap();
      parameters = known;
    }
    return known;
  }

  private Map<String, String[]> withForm() {
    Map<String, String[]> all = new LinkedHashMap<>(super.getParameterMap());
    FormFields.of(bytes)
        .forEach(
            (name, values) ->
                all.merge(name, values.toArray(String[]::new), BufferedRequest::joined));
    return Collections.unmodifiableMap(all);
  }

  private static String[] joined(String[] first, String[] second) {
    return Stream.of(first, second).flatMap(Stream::of).toArray(String[]::new);
  }

  @Override
  public @Nullable String getParameter(String name) {
    String[] values = getParameterMap().get(name);
    return values == null ? null : values[0];
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(getParameterMap().keySet());
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return getParameterMap().get(name);
  }

  @Override
  public ServletInputStream getInputStream() {
    return new Input(body);
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /** The body as the container's own stream. */
  private static final class Input extends ServletInputStream {
    private final ByteArrayInputStream body;

    Input(ByteArrayInputStream body) {
      this.body = body;
    }

    @Override
    public boolean isFinished() {
      return body.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("The body is here already; it can only be read at once");
    }

    @Override
    public int read() {
      return body.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      return body.read(bytes, offset, length);
    }
  }
}
