package dev.taskwire.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.browser.tasks.GatedTask;
import dev.taskwire.it.Deployments;
import dev.taskwire.it.ServerTest;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;

/** A test that opens the deployed page in browsers, and leaves neither browser nor task behind. */
abstract class BrowserTest extends ServerTest {
  static final int RECORDS = 20_000;

  /** Years, ids, and shares that are next to nothing; the last column is beyond a double. */
  private static final String NUMBERS =
      """
      year,order_id,rate,ticket
      2019,1610521604143,0.00001,9007199254740993
      2020,1610521604144,0.00002,9007199254740995
      2024,1610521604150,0.00004,9007199254740999
      """;

  private final List<Browser> browsers = new ArrayList<>();
  private final List<String> gates = new ArrayList<>();

  /** The WAR that ships, with tasks to watch and a page of somebody else. */
  static WebArchive archive(Map<String, String> config) {
    Map<String, String> all = new HashMap<>(config);
    all.put("tasks.demo-enabled", "true");
    all.put("tasks.data-dir", dataDirectory().toString());
    all.put("tasks.max-workers", "12");
    all.put("tasks.interrupt-after", "1");
    all.put("tasks.cancel-grace", "600");
    all.put("tasks.event-log-capacity", "1000");
    all.put("tasks.heartbeat-interval", "2");
    return Deployments.taskwire(all)
        .addPackage(GatedTask.class.getPackage())
        .addAsWebResource("browser/watch.html", "watch.html")
        .addAsWebResource("browser/watch.js", "watch.js");
  }

  private static Path dataDirectory() {
    try {
      Path directory = workDirectory().resolve("browser-data").toAbsolutePath();
      Files.createDirectories(directory);
      StringBuilder csv = new StringBuilder("article,price,remark\n");
      for (int i = 0; i < RECORDS; i++) {
        csv.append("pen ").append(i % 7).append(',').append(i % 100).append(".5,<b>bold</b>\n");
      }
      Files.writeString(directory.resolve("articles.csv"), csv);
      Files.writeString(directory.resolve("numbers.csv"), NUMBERS);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new browser, on no page yet. */
  final Browser browser() throws IOException {
    Browser browser = Browser.start(workDirectory().resolve("browsers").toAbsolutePath());
    browsers.add(browser);
    return browser;
  }

  /** A new browser that shows {@code path}. */
  final Browser browserAt(String path) throws IOException {
    Browser browser = browser();
    browser.open(uri(path));
    return browser;
  }

  /** Starts a task that waits half way for its gate; its id. */
  final String startGated(String gate) throws IOException, InterruptedException {
    gates.add(gate);
    return start("gated", "{\"gate\":\"%s\"}".formatted(gate));
  }

  /** Starts one that waits for its gate even when it is interrupted. */
  final String startStubborn(String gate) throws IOException, InterruptedException {
    gates.add(gate);
    return start("gated", "{\"gate\":\"%s\",\"stubborn\":true}".formatted(gate));
  }

  /** Lets the tasks pass that wait for this gate. */
  final void openGate(String gate) throws IOException, InterruptedException {
    assertEquals(204, post("api/gates/" + gate, "").statusCode());
  }

  /** Waits until the server has this many streams; it notices those that left by its heartbeat. */
  final void awaitStreams(int open) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> json("api/server").getInt("streams") == open);
  }

  /** Where the API is, from the root of the WAR. */
  String api() {
    return "api";
  }

  final JsonObject json(String path) throws IOException, InterruptedException {
    return object(get(path).body());
  }

  final URI detail(String id) {
    return uri("#/tasks/" + id);
  }

  @AfterEach
  final void leaveNothingBehind() throws IOException, InterruptedException {
    browsers.forEach(Browser::close);
    for (String gate : gates) {
      openGate(gate);
    }
    for (JsonObject task :
        json(api() + "/tasks?limit=1000").getJsonArray("tasks").getValuesAs(JsonObject.class)) {
      String path = api() + "/tasks/" + task.getString("task_id");
      post(path + "/cancel", "");
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> delete(path).statusCode() != 409);
    }
  }
}
