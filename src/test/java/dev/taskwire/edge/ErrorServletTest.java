package dev.taskwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.problem.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ErrorServletTest {
  private final FakeExchange exchange = new FakeExchange("GET", "/taskwire-error");

  @Test
  void service_errorOfABrowser_isAPageWithoutStyles() throws IOException {
    error(500, "/x");
    exchange.header("Accept", "text/html,application/xhtml+xml");
    serve();

    assertEquals(500, exchange.status);
    assertEquals("text/html;charset=UTF-8", exchange.answered.get("Content-Type"));
    assertTrue(exchange.body().contains("<h1>Internal Server Error</h1>"));
    assertFalse(exchange.body().contains("style"));
  }

  @Test
  void service_errorOfTheApi_isAProblemWhateverIsAccepted() throws IOException {
    error(404, "/api/x");
    exchange.header("Accept", "text/html");
    serve();

    assertEquals(404, exchange.status);
    assertEquals("application/problem+json", exchange.answered.get("Content-Type"));
  }

  @Test
  void service_errorOfAnyOtherClient_isAProblem() throws IOException {
    error(403, "/x");
    serve();

    assertEquals(403, exchange.status);
    assertEquals("application/problem+json", exchange.answered.get("Content-Type"));
  }

  @Test
  void service_methodThatAServletDoesNotHave_is405WithAllow() throws IOException {
    error(501, "/x");
    serve();

    assertEquals(405, exchange.status);
    assertEquals("GET, HEAD, POST, OPTIONS", exchange.answered.get("Allow"));
  }

  @Test
  void service_withoutMemory_is503WithRetryAfter() throws IOException {
    error(500, "/api/tasks");
    exchange.attributes.put(
        RequestDispatcher.ERROR_EXCEPTION, new RuntimeException(new OutOfMemoryError("heap")));
    serve();

    assertEquals(503, exchange.status);
    assertEquals("5", exchange.answered.get("Retry-After"));
  }

  @Test
  void service_directCall_is404() throws IOException {
    exchange.attributes.put(RequestDispatcher.ERROR_STATUS_CODE, 500);
    serve();

    assertEquals(404, exchange.status);
  }

  @Test
  void html_anyText_isEscaped() {
    String page = ErrorPage.html(new Problem(400, "<b>&\"'"), "/a\"><script>");

    assertTrue(page.contains("&lt;b&gt;&amp;&quot;&#39;"));
    assertFalse(page.contains("<script"));
  }

  private void error(int status, String path) {
    exchange.dispatcherType = DispatcherType.ERROR;
    exchange.attributes.put(RequestDispatcher.ERROR_STATUS_CODE, status);
    if (path.startsWith("/api")) {
      exchange.attributes.put(RequestDispatcher.ERROR_SERVLET_NAME, ApiServlet.NAME);
    }
  }

  private void serve() throws IOException {
    new ErrorServlet().service(exchange.request(), exchange.response());
  }
}
