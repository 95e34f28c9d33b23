package dev.taskwire.stream;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the container tells about a stream's request (Jakarta Servlet 6.0 §2.3.3.3 and §5.7), on its
 * own threads, passed on to the stream's loop. Thread-safe.
 */
final class ContainerSignals implements WriteListener, AsyncListener {
  private final EventStreamSink stream;

  ContainerSignals(EventStreamSink stream) {
    this.stream = stream;
  }

  @Override
  public void onWritePossible() {
    stream.wake();
  }

  @Override
  public void onError(Throwable cause) {
    fail(cause);
  }

  @Override
  public void onError(AsyncEvent event) {
    fail(event.getThrowable());
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    fail(event.getThrowable());
  }

  @Override
  public void onComplete(AsyncEvent event) {
    stream.over();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // the request is never dispatched again
  }

  private void fail(@Nullable Throwable cause) {
    stream.fail(cause != null ? cause : new IOException("The request ended"));
  }
}
