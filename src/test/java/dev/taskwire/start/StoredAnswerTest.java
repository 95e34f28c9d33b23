package dev.taskwire.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredAnswerTest {
  private static final String URL = "{\"who\":\"é\",\"stream_url\":\"/api/tasks/1/stream?ticket=";

  private final Map<String, Object> headers = new HashMap<>();
  private final CapturedResponse response =
      new CapturedResponse(
          (HttpServletResponse)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {HttpServletResponse.class},
                  (proxy, method, args) -> {
                    if (method.getName().equals("setHeader")) {
                      headers.put((String) args[0], args[1]);
                    }
                    return null;
                  }));

  private static StoredAnswer answer(String body) {
    return new StoredAnswer("1", "/api/tasks/1", "application/json", body.getBytes(UTF_8));
  }

  @Test
  void replay_withATicket_hasTheNewOne() {
    answer(URL + "a".repeat(43) + "\"}").replay(response, Optional.of("b".repeat(43)));

    assertEquals(URL + "b".repeat(43) + "\"}", new String(response.body(), UTF_8));
    assertEquals("true", headers.get("Idempotent-Replayed"));
    assertEquals("/api/tasks/1", headers.get("Location"));
  }

  @Test
  void replay_withoutTickets_isTheSame() {
    answer("{\"x\":\"?ticket=1\"}").replay(response, Optional.of("b".repeat(43)));
    assertEquals("{\"x\":\"?ticket=1\"}", new String(response.body(), UTF_8));
    answer(URL + "a".repeat(43) + "\"}").replay(response, Optional.empty());
    assertEquals(URL + "a".repeat(43) + "\"}", new String(response.body(), UTF_8));
  }
}
