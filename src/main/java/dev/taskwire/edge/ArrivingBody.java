package dev.taskwire.edge;

import dev.taskwire.connection.Departure;
import dev.taskwire.problem.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request on its way (Servlet 6.0, section 3.7). Thread-safe: the container reads
 * on one thread at a time; who ends it, the last byte, the time limit or {@link #giveUp}, is one
 * compare-and-set, whose losers do nothing.
 */
final class ArrivingBody implements ReadListener, AsyncListener {
  /** How long a body may take, however much of it comes meanwhile. */
  static final long LIMIT_MILLIS = 30_000;

  /** So much of a body that is too large is read over, so that its client reads the answer. */
  static final int READ_OVER = 1 << 20;

  /*
   * Grizzly says that a body is finished when it has come, not when it has been read, and may hand over its last piece after that: so
   * what counts is whether there is something to read. It calls a listener on one thread at a time, under a lock of the request.
   * Payara loses a dispatch that comes from another thread in the moment in which the first one leaves: see Departure.
   */
  private static final int PIECE = 4096;
  private static final Logger LOG = Logger.getLogger(ArrivingBody.class.getPackageName());

  private final HttpServletRequest request;
  private final SentTo address;
  private final AsyncContext async;
  private final ServletInputStream in;
  private final int most;
  private final ArrivingBodies others;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private final AtomicBoolean over = new AtomicBoolean();
  private final Thread first = Thread.currentThread();
  private long count;

  private ArrivingBody(
      HttpServletRequest request, AsyncContext async, int most, ArrivingBodies others)
      throws IOException {
    this.request = request;
    this.address = SentTo.by(request);
    this.async = async;
    this.in = request.getInputStream();
    this.most = most;
    this.others = others;
  }

  /** Has the request dispatched again when its body is here, with an {@link ArrivedBody}. */
  static void await(
      HttpServletRequest request, HttpServletResponse response, int most, ArrivingBodies others)
      throws IOException {
    PolicyScope.keep(request);
    AsyncContext async = request.startAsync(request, response);
    ArrivingBody body = new ArrivingBody(request, async, most, others);
    async.setTimeout(LIMIT_MILLIS);
    async.addListener(body);
    others.add(body);
    body.in.setReadListener(body);
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] piece = new byte[PIECE];
    while (!over.get() && in.isReady()) {
      int length = in.read(piece);
      if (length < 0) {
        return;
      }
      count += length;
      if (count <= most) {
        bytes.write(piece, 0, length);
      } else if (count > READ_OVER) {
        end(tooLarge(), false);
      }
    }
  }

  @Override
  public void onAllDataRead() {
    end(count > most ? tooLarge() : null, true);
  }

  private Problem tooLarge() {
    return ArrivedBody.tooLarge(most);
  }

  /** Makes room for others. */
  void giveUp() {
    end(new Problem(503, "Too many requests are on their way. Try again later."), false);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    end(
        new Problem(408, "The request did not arrive within " + LIMIT_MILLIS / 1000 + " seconds."),
        false);
  }

  @Override
  public void onError(Throwable failure) {
    LOG.log(Level.FINE, "A client left before its request was there.", failure);
    // Undertow: also a body that is larger than the listener allows
    end(
        count > most
            ? tooLarge()
            : new Problem(400, "The body of the request could not be read to its end."),
        false);
  }

  private void end(@Nullable Problem problem, boolean isWhole) {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    others.remove(this);
    try {
      request.setAttribute(
          ArrivedBody.ATTRIBUTE,
          new ArrivedBody(
              problem == null ? bytes.toByteArray() : new byte[0], problem, isWhole, address));
      if (Thread.currentThread() != first) {
        Departure.await(async);
      }
      // never answered from here: Undertow calls from a thread that must not block
      async.dispatch();
    } catch (IllegalStateException alreadyOver) {
      LOG.log(Level.FINE, "The container ended a request whose body was on its way", alreadyOver);
    }
  }

  @Override
  public void onError(AsyncEvent event) {
    forget();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    forget();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // of whoever answers the request, later
  }

  private void forget() {
    over.set(true);
    others.remove(this);
  }
}
