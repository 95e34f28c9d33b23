package dev.taskwire.docs;

// region webhook
import dev.taskwire.TaskEvent;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Tells somebody else's server how each task ended, signed with a key that both know. */
@ApplicationScoped
public class Webhook {
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  URI receiver;
  String key;

  @PostConstruct
  void configure() {
    Config config = ConfigProvider.getConfig();
    receiver = config.getValue("webhook.url", URI.class);
    key = config.getValue("webhook.key", String.class);
  }

  void on(@ObservesAsync TaskEvent event)
      throws IOException, InterruptedException, GeneralSecurityException {
    if (!event.eventType().isTerminal()) {
      return;
    }
    String body =
        Json.createObjectBuilder()
            .add("task_id", event.taskId())
            .add("event_type", event.eventType().wireName())
            .add("timestamp", event.timestamp().toString())
            .build()
            .toString();
    HttpRequest request =
        HttpRequest.newBuilder(receiver)
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .header("X-Signature", "sha256=" + signature(body))
            .POST(BodyPublishers.ofString(body))
            .build();
    int status = client.send(request, BodyHandlers.discarding()).statusCode();
    if (status >= 300) {
      throw new IOException("The webhook answered " + status);
    }
  }

  private String signature(String body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }
}
// endregion
