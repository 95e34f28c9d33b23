package dev.taskwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.edge.FakeExchange.Container;
import dev.taskwire.settings.Access;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeTest {
  private static final Set<Origin> ALLOWED = Set.of(new Origin("https", "app.example", 443));
  private final Edge open =
      new Edge(
          new EdgeSettings(ALLOWED, Access.OPEN, 100, false, false, true), EdgeTest::hasTicket);
  private final Edge owner =
      new Edge(
          new EdgeSettings(ALLOWED, Access.OWNER, 100, false, false, true), EdgeTest::hasTicket);

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "X-Forwarded-Host | outside.example",
        "X-Forwarded-Host | outside.example:443",
        "Forwarded | for=10.0.0.1;host=outside.example;proto=https",
        "Forwarded | for=10.0.0.1, for=\"[::1]:4711\"; Host=\"outside.example:443\"",
        "Forwarded | proto=https;host=inside.example, host=outside.example"
      })
  void admits_whatAProxySaysWeAreCalled_isOurs(String header, String value) throws IOException {
    FakeExchange exchange =
        new FakeExchange("POST", "/api/tasks")
            .header(header, value)
            .header("Origin", "https://outside.example");

    assertTrue(admits(open, exchange), value);
  }

  @ParameterizedTest
  @CsvSource({"outside.example", "outside.example:8443", "'inside.example, outside.example'"})
  void admits_forwardedPort_isThatOfTheHostWithoutOne(String host) throws IOException {
    FakeExchange exchange =
        new FakeExchange("POST", "/api/tasks")
            .header("X-Forwarded-Host", host)
            .header("X-Forwarded-Port", "8443")
            .header("Origin", "https://outside.example:8443");

    assertTrue(admits(open, exchange), host);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-Host | inside.example",
        "X-Forwarded-Port | 8443",
        "X-Forwarded-Port | x",
        "Forwarded | nothost=outside.example",
        "Forwarded | for=outside.example",
        "Forwarded | host="
      })
  void admits_whatAProxySaysOfOthers_isNotOurs(String header, String value) throws IOException {
    FakeExchange exchange =
        new FakeExchange("POST", "/api/tasks")
            .header(header, value)
            .header("Origin", "https://outside.example");

    assertFalse(admits(open, exchange), value);
    assertTrue(
        exchange
            .body()
            .contains("what Host, X-Forwarded-Host, X-Forwarded-Port and Forwarded call this"),
        exchange.body());
  }

  @Test
  void admits_crossSiteWithoutOrigin_saysWhichHeaderTold() throws IOException {
    FakeExchange exchange =
        new FakeExchange("POST", "/api/tasks").header("Sec-Fetch-Site", "cross-site");

    assertFalse(admits(open, exchange));
    assertTrue(exchange.body().contains("Sec-Fetch-Site is cross-site."), exchange.body());
  }

  /** Whatever traces a page's calls adds headers of its own to them. */
  @Test
  void admits_preflightWithTracingHeaders_allowsThem() throws IOException {
    FakeExchange exchange =
        new FakeExchange("OPTIONS", "/api/tasks")
            .header("Origin", "https://app.example")
            .header("Access-Control-Request-Method", "POST")
            .header(
                "Access-Control-Request-Headers",
                "Content-Type,traceparent, tracestate,baggage,X-B3-TraceId,b3,b3,no good,<x>");

    assertFalse(admits(open, exchange));
    assertEquals(
        "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Prefer, traceparent,"
            + " tracestate, baggage, x-b3-traceid, b3",
        exchange.answered.get("Access-Control-Allow-Headers"));
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
    FakeExchange exchange = new FakeExchange("FOO", "/index.html");

    assertFalse(admits(open, exchange));
    assertEquals(405, exchange.status);
    assertEquals("GET, HEAD, POST, OPTIONS", exchange.answered.get("Allow"));
  }

  @Test
  void admits_refusedRequestWithABody_endsTheConnection() throws IOException {
    FakeExchange exchange = new FakeExchange("TRACE", "/index.html");
    exchange.contentLength = 17;

    assertFalse(admits(open, exchange));
    assertEquals("close", exchange.answered.get("Connection"));
  }

  /** What an address of the API allows, JAX-RS knows. */
  @Test
  void admits_unknownMethodOfTheApi_isLeftToItAndEndsTheConnectionIfItHasABody()
      throws IOException {
    FakeExchange exchange = new FakeExchange("TRACE", "/api/tasks");
    assertTrue(admits(open, exchange));
    assertEquals(null, exchange.answered.get("Connection"));
    exchange.contentLength = 17;

    assertTrue(admits(open, exchange));
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
  void admits_ownerMode_asksCallersOfTheApiOnly() throws IOException {
    FakeExchange page = new FakeExchange("GET", "/");
    FakeExchange api = new FakeExchange("GET", "/api/tasks");
    api.container = Container.CHALLENGES;

    assertTrue(admits(owner, page));
    assertFalse(admits(owner, api));
    assertEquals(401, api.status);
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
    return exchange.request().getRequestURI().startsWith("/api")
        ? edge.admitsCall(exchange.request(), exchange.response())
        : edge.admitsToPage(exchange.request(), exchange.response());
  }
}
