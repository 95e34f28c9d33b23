package dev.taskwire.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RequestDigestTest {
  private static byte[] digest(String path, String type, String body) {
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                RequestDigestTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, args) ->
                    switch (method.getName()) {
                      case "getRequestURI" -> path;
                      case "getContentType" -> type;
                      default -> null;
                    });
    return RequestDigest.of(request, body.getBytes(UTF_8));
  }

  private static byte[] json(String body) {
    return digest("/api/tasks", "application/json", body);
  }

  private static void assertOther(byte[] one, byte[] other) {
    assertFalse(Arrays.equals(one, other));
  }

  @Test
  void of_theSameJsonWrittenOtherwise_isTheSame() {
    byte[] first = json("{\"type\":\"demo\",\"params\":{\"events\":3,\"text\":\"é\"}}");

    assertArrayEquals(
        first,
        json(
            "{\n  \"params\": { \"text\": \"\\u00e9\", \"events\": 3.0 },\n \"type\": \"demo\" }"));
    assertArrayEquals(
        first,
        digest(
            "/api/tasks",
            "Application/JSON; charset=utf8",
            "{\"params\":{\"text\":\"é\",\"events\":3},\"type\":\"demo\"}"));
  }

  @Test
  void of_anotherRequest_isAnother() {
    byte[] first = json("{\"a\":1,\"b\":[1,2]}");

    assertOther(first, json("{\"a\":1,\"b\":[2,1]}"));
    assertOther(first, json("{\"a\":1}"));
    assertOther(first, digest("/api/other", "application/json", "{\"a\":1,\"b\":[1,2]}"));
  }

  @Test
  void of_whatIsNoJson_isOfItsBytes() {
    assertOther(digest("/", "text/plain", "[1, 2]"), digest("/", "text/plain", "[1,2]"));
    assertOther(json("{\"a\":1,}"), json("{\"a\":1, }"));
    assertOther(json("{\"a\":1,\"a\":2}"), json("{\"a\":2,\"a\":1}"));
  }
}
