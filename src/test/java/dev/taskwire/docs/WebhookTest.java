package dev.taskwire.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.taskwire.TaskEvent;
import dev.taskwire.TaskEventType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The receiver gets each end, with a signature that anybody with the key can check. */
class WebhookTest {
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final Webhook webhook = new Webhook();
  private HttpServer server;
  private volatile int status = 204;

  @BeforeEach
  void startReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.add(exchange.getRequestHeaders().getFirst("X-Signature") + " " + body);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    webhook.receiver = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tasks");
    webhook.key = "a key that both know";
  }

  @AfterEach
  void stopReceiver() {
    server.stop(0);
  }

  private static TaskEvent event(TaskEventType type) {
    return new TaskEvent(2, type, "some-id", Instant.parse("2026-11-26T10:00:00Z"), null);
  }

  @Test
  void on_anEnd_postsItSigned() throws Exception {
    webhook.on(event(TaskEventType.TASK_STARTED));
    webhook.on(event(TaskEventType.TASK_FAILED));

    // the signature is what `openssl dgst -sha256 -hmac "a key that both know"` makes of the body
    assertEquals(
        List.of(
            "sha256=27f577c33569c9271f1d7d53e9bddfafe455249242b4c79f21803b3586fec0e3"
                + " {\"task_id\":\"some-id\",\"event_type\":\"task_failed\","
                + "\"timestamp\":\"2026-11-26T10:00:00Z\"}"),
        received);
  }

  @Test
  void on_aReceiverThatRefuses_fails() {
    status = 500;
    assertThrows(IOException.class, () -> webhook.on(event(TaskEventType.TASK_COMPLETED)));
  }
}
