package dev.taskwire.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.AsyncContext;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A request is dispatched from another thread when its first one has left. */
class DepartureTest {
  private final AtomicInteger looks = new AtomicInteger();

  /** What Payara's contexts have, as a method: read a few times before the first thread is out. */
  interface LikePayaras extends AsyncContext {
    boolean delayAsyncDispatchAndComplete();
  }

  @Test
  void await_whileTheFirstThreadIsInside_looksAgain() {
    Departure.await(context(LikePayaras.class));

    assertEquals(3, looks.get());
  }

  @Test
  void await_onAServerThatTellsNothing_goesOn() {
    Departure.await(context(AsyncContext.class));

    assertEquals(0, looks.get());
  }

  private <T extends AsyncContext> T context(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> looks.incrementAndGet() < 3));
  }
}
