package dev.taskwire.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.engine.Access;
import dev.taskwire.rest.FakeExchange.Container;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EdgeTest {
  private static final Set<Origin> ALLOWED = Set.of(new Origin("https", "app.example", 443));
  private final Edge open =
      new Edge(new EdgeSettings(ALLOWED, Access.OPEN, 100, false), EdgeTest::hasTicket);
  private final Edge owner =
      new Edge(new EdgeSettings(ALLOWED, Access.OWNER, 100, false), EdgeTest::hasTicket);

  @Test
  void admits_plainRequest_setsTheSecurityHeaders() throws IOException {
    FakeExchange exchange = new FakeExchange("GET", "/");

    assertTrue(admits(open, exchange));
    assertEquals("nosniff", exchange.answered.get("X-Content-Type-Options"));
    assertEquals("no-referrer", exchange.answered.get("Referrer-Policy"));
    assertEquals("Origin", exchange.answered.get("Vary"));
    String policy = String.valueOf(exchange.answered.get("Content-Security-Policy"));
    assertTrue(policy.contains("frame-ancestors 'none'"));
    assertTrue(policy.contains("script-src 'self'"));
    assertFalse(policy.contains("unsafe-inline"));
  }

  @Test
  void admits_apiRequest_marksItsAnswerAsData() throws IOException {
    FakeExchange exchange = new FakeExchange("GET", "/api/tasks");

    assertTrue(admits(open, exchange));
    assertEquals("nosniff", exchange.answered.get("X-Content-Type-Options"));
    assertEquals("same-origin", exchange.answered.get("Cross-Origin-Resource-Policy"));
    assertNull(exchange.answered.get("Content-Security-Policy"));
  }

  @Test
  void admits_webSocketHandshake_isRefusedUnread() throws IOException {
    FakeExchange api = new FakeExchange("POST", "/api/tasks").header("Upgrade", "WebSocket");
    FakeExchange page = new FakeExchange("GET", "/chat").header("Upgrade", "websocket");

    assertFalse(admits(open, api));
    assertEquals(400, api.status);
    assertTrue(admits(open, page));
  }

  @Test
  void admits_malformedQuery_isRefusedForTheApiOnly() throws IOException {
    FakeExchange api = new FakeExchange("GET", "/api/tasks");
    FakeExchange page = new FakeExchange("GET", "/");
    api.query = "type=%zz";
    page.query = "%";

    assertFalse(admits(open, api));
    assertEquals(400, api.status);
    assertTrue(admits(open, page));
  }

  @Test
  void admits_foreignOrigin_readsNothingAndChangesNothing() throws IOException {
    FakeExchange read = new FakeExchange("GET", "/api/tasks").header("Origin", "https://evil");
    FakeExchange change = new FakeExchange("POST", "/api/tasks").header("Origin", "https://evil");

    assertTrue(admits(open, read));
    assertNull(read.answered.get("Access-Control-Allow-Origin"));
    assertFalse(admits(open, change));
    assertEquals(403, change.status);
    assertEquals("application/problem+json", change.answered.get("Content-Type"));
    assertTrue(change.body().contains("A page of another site may not do this"));
    assertNull(change.answered.get("Access-Control-Allow-Origin"));
  }

  @Test
  void admits_forwardedHost_isOurs() throws IOException {
    FakeExchange exchange =
        new FakeExchange("POST", "/api/tasks")
            .header("X-Forwarded-Host", "outside.example, inside.example")
            .header("Origin", "https://outside.example");

    assertTrue(admits(open, exchange));
  }

  @Test
  void admits_allowedOrigin_mayReadAndChange() throws IOException {
    FakeExchange exchange =
        new FakeExchange("POST", "/api/tasks")
            .header("Origin", "https://app.example")
            .header("Sec-Fetch-Site", "cross-site");

    assertTrue(admits(open, exchange));
    assertEquals("https://app.example", exchange.answered.get("Access-Control-Allow-Origin"));
    assertEquals(
        "Idempotent-Replayed, Location, Preference-Applied, Retry-After",
        exchange.answered.get("Access-Control-Expose-Headers"));
    assertNull(exchange.answered.get("Access-Control-Allow-Credentials"));
  }

  @Test
  void admits_preflightOfAllowedOrigin_isAnsweredWithoutCredentials() throws IOException {
    FakeExchange exchange =
        new FakeExchange("OPTIONS", "/api/tasks")
            .header("Origin", "https://app.example")
            .header("Access-Control-Request-Method", "POST");

    assertFalse(admits(owner, exchange));
    assertEquals(204, exchange.status);
    assertEquals("true", exchange.answered.get("Access-Control-Allow-Credentials"));
    assertTrue(
        String.valueOf(exchange.answered.get("Access-Control-Allow-Headers"))
            .contains("Last-Event-ID"));
  }

  @Test
  void admits_bodyOverTheLimit_is413() throws IOException {
    FakeExchange exchange = new FakeExchange("POST", "/api/tasks");
    exchange.contentLength = 101;

    assertFalse(admits(open, exchange));
    assertEquals(413, exchange.status);
    assertTrue(exchange.body().contains("larger than 100 bytes"));
  }

  @Test
  void admits_unknownMethod_is405WithAllow() throws IOException {
    FakeExchange exchange = new FakeExchange("FOO", "/api/tasks");

    assertFalse(admits(open, exchange));
    assertEquals(405, exchange.status);
    assertEquals("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS", exchange.answered.get("Allow"));
  }

  @Test
  void admits_refusedRequestWithABody_endsTheConnection() throws IOException {
    FakeExchange exchange = new FakeExchange("TRACE", "/api/tasks");
    exchange.contentLength = 17;

    assertFalse(admits(open, exchange));
    assertEquals("close", exchange.answered.get("Connection"));
  }

  @Test
  void admits_refusedHead_hasNoBodyAndIsCommitted() throws IOException {
    FakeExchange exchange = new FakeExchange("HEAD", "//");

    assertFalse(admits(open, exchange));
    assertEquals("", exchange.body());
    assertTrue(exchange.committed);
  }

  @Test
  void admits_errorDispatch_isNotJudgedAgain() throws IOException {
    FakeExchange exchange = new FakeExchange("FOO", "//");
    exchange.dispatcherType = DispatcherType.ERROR;

    assertTrue(admits(owner, exchange));
    assertEquals("nosniff", exchange.answered.get("X-Content-Type-Options"));
  }

  @Test
  void admits_ownerMode_asksCallersOfTheApiOnly() throws IOException {
    FakeExchange page = new FakeExchange("GET", "/");
    FakeExchange api = new FakeExchange("GET", "/api/tasks");
    FakeExchange pathWithParameter = new FakeExchange("GET", "/api;x=1/tasks");
    api.container = Container.CHALLENGES;

    assertTrue(admits(owner, page));
    assertFalse(admits(owner, api));
    assertEquals(401, api.status);
    assertFalse(admits(owner, pathWithParameter));
  }

  @Test
  void admits_ticketForTheApi_needsNoCaller() throws IOException {
    FakeExchange exchange = new FakeExchange("GET", "/api/tasks/1/stream").header("Ticket", "good");

    assertTrue(admits(owner, exchange));
    assertEquals(200, exchange.status);
  }

  @Test
  void admits_ticketOnAnotherSitesChange_isRefusedAllTheSame() throws IOException {
    FakeExchange exchange =
        new FakeExchange("POST", "/api/tasks")
            .header("Ticket", "good")
            .header("Origin", "https://evil");

    assertFalse(admits(owner, exchange));
    assertEquals(403, exchange.status);
  }

  private static boolean hasTicket(HttpServletRequest request) {
    return "good".equals(request.getHeader("Ticket"));
  }

  private static boolean admits(Edge edge, FakeExchange exchange) throws IOException {
    return edge.admits(exchange.request(), exchange.response());
  }
}
