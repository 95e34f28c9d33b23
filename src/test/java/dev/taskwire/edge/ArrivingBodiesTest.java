package dev.taskwire.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No thread waits for the body of a request; and nothing that comes is lost. */
class ArrivingBodiesTest {
  private final ArrivingBodies bodies = new ArrivingBodies(10);

  @Test
  void whole_bodyThatIsHere_isTakenAtOnce() throws IOException {
    FakeUpload upload = new FakeUpload();
    upload.length = 5;
    upload.come("hello");

    assertEquals("hello", text(whole(upload)));
    assertEquals(0, upload.dispatches);
  }

  @Test
  void whole_bodyInPieces_isDispatchedOnceWithAllOfThem() throws IOException {
    FakeUpload upload = new FakeUpload();
    assertNull(whole(upload));
    upload.come("he");
    upload.come("l");
    upload.come("lo");
    assertNull(upload.arrived());
    upload.end();

    ArrivedBody arrived = Objects.requireNonNull(upload.arrived());
    assertEquals("hello", new String(arrived.bytes(), US_ASCII));
    assertNull(arrived.problem());
    assertEquals(1, upload.dispatches);
  }

  @Test
  void whole_lastPieceThatComesWithTheEnd_isNotLost() throws IOException {
    FakeUpload upload = new FakeUpload();
    assertNull(whole(upload));
    upload.come("hel");
    upload.comeLast("lo");

    assertEquals("hello", new String(Objects.requireNonNull(upload.arrived()).bytes(), US_ASCII));
  }

  @Test
  void whole_bodyThatIsTooLarge_isReadOverAndRefused() throws IOException {
    FakeUpload upload = new FakeUpload();
    assertNull(whole(upload));
    upload.come("12345678901");
    upload.come("more");
    upload.end();

    ArrivedBody arrived = Objects.requireNonNull(upload.arrived());
    assertEquals(413, Objects.requireNonNull(arrived.problem()).status());
    assertEquals(true, arrived.isWhole());
  }

  @Test
  void whole_oneMoreThanIsWaitedFor_givesUpTheOldest() throws IOException {
    List<FakeUpload> uploads = new ArrayList<>();
    for (int i = 0; i <= ArrivingBodies.MOST; i++) {
      FakeUpload upload = new FakeUpload();
      uploads.add(upload);
      assertNull(whole(upload));
    }

    ArrivedBody oldest = Objects.requireNonNull(uploads.get(0).arrived());
    assertEquals(503, Objects.requireNonNull(oldest.problem()).status());
    assertNull(uploads.get(1).arrived());
    uploads.get(0).end();
    assertEquals(1, uploads.get(0).dispatches);
  }

  @Test
  void of_requestThatWasDispatchedUnderADecodedPath_tellsWhatItWasSentTo() throws IOException {
    FakeUpload upload = new FakeUpload();
    assertNull(whole(upload));
    upload.comeLast("hello");
    upload.dispatcherType = DispatcherType.ASYNC;
    upload.uri = "/auftr\u00e4ge/api";

    HttpServletRequest request = Objects.requireNonNull(upload.arrived()).of(upload.request());
    assertEquals("/api", request.getRequestURI());
    assertEquals("http://localhost/api", request.getRequestURL().toString());
  }

  @Test
  void whole_ofARequestForAWebSocket_isNotWaitedFor() throws IOException {
    FakeUpload upload = new FakeUpload();
    upload.asksForWebSocket = true;

    assertNotNull(whole(upload));
  }

  @Test
  void whole_withoutAsynchronousRequests_waitsInItsThread() throws IOException {
    FakeUpload upload = new FakeUpload();
    upload.asyncSupported = false;
    upload.come("hello");

    assertEquals("hello", text(assertWhole(upload)));
  }

  private HttpServletRequest assertWhole(FakeUpload upload) throws IOException {
    HttpServletRequest whole = whole(upload);
    assertNotNull(whole);
    return whole;
  }

  private @Nullable HttpServletRequest whole(FakeUpload upload) throws IOException {
    return bodies.whole(upload.request(), new FakeExchange("POST", "/api").response());
  }

  private static String text(@Nullable HttpServletRequest request) throws IOException {
    return new String(Objects.requireNonNull(request).getInputStream().readAllBytes(), US_ASCII);
  }
}
