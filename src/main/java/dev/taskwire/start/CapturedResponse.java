package dev.taskwire.start;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * An answer whose body is held back until it is known what becomes of it; status and headers go to
 * the response at once, which stays uncommitted. Confined to its request.
 */
final class CapturedResponse extends HttpServletResponseWrapper {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);
  private final ServletOutputStream output = new Capture();
  private final PrintWriter writer =
      new PrintWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
  private int status = SC_OK;
  private boolean released;

  CapturedResponse(HttpServletResponse response) {
    super(response);
  }

  @Override
  public void setStatus(int newStatus) {
    status = newStatus;
    super.setStatus(newStatus);
  }

  byte[] body() {
    writer.flush();
    return body.toByteArray();
  }

  void replaceBody(byte[] newBody) {
    resetBuffer();
    body.writeBytes(newBody);
  }

  /** Sends what was held back. */
  void send() throws IOException {
    HttpServletResponse response = (HttpServletResponse) getResponse();
    if (!response.isCommitted()) {
      byte[] held = body();
      // GlassFish forgets it when an asynchronous request has timed out
      response.setStatus(status);
      response.setContentLength(held.length);
      response.getOutputStream().write(held);
      // Payara puts its own error page in the place of an answer that is not committed
      response.flushBuffer();
    }
  }

  /** Holds nothing back from now on: the answer is given later, by someone else. */
  void release() throws IOException {
    released = true;
    byte[] held = body();
    body.reset();
    if (held.length > 0) {
      getResponse().getOutputStream().write(held);
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return released ? getResponse().getOutputStream() : output;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    return released ? getResponse().getWriter() : writer;
  }

  @Override
  public void setContentLength(int length) {
    if (released) {
      super.setContentLength(length);
    }
  }

  @Override
  public void setContentLengthLong(long length) {
    if (released) {
      super.setContentLengthLong(length);
    }
  }

  @Override
  public void flushBuffer() throws IOException {
    if (released) {
      super.flushBuffer();
    }
  }

  @Override
  public void resetBuffer() {
    writer.flush();
    body.reset();
    super.resetBuffer();
  }

  @Override
  public void reset() {
    writer.flush();
    body.reset();
    super.reset();
  }

  /** Where the body goes meanwhile. */
  private final class Capture extends ServletOutputStream {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("The answer is held back; it can only be written at once");
    }

    @Override
    public void write(int b) throws IOException {
      if (released) {
        getResponse().getOutputStream().write(b);
      } else {
        body.write(b);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (released) {
        getResponse().getOutputStream().write(bytes, offset, length);
      } else {
        body.write(bytes, offset, length);
      }
    }
  }
}
