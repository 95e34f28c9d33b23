package dev.taskwire.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Between browser and server, the connection breaks again and again. */
class CutStreamIT extends BrowserTest {
  private static final int EVENTS = 250;
  private static final List<Integer> CUTS = List.of(900, 3000, 4001, 5002, 6003);

  /** The list of tasks, which comes first, is longer than the last ones. */
  private static final List<Integer> SHORT_CUTS = List.of(1500, 600, 700, 650);

  @Deployment(testable = false)
  static WebArchive war() {
    return archive(Map.of());
  }

  @Test
  void watch_streamDroppedSeveralTimes_losesNothingAndRepeatsNothing()
      throws IOException, InterruptedException {
    String id = startLong(20_000);
    try (CuttingProxy proxy = new CuttingProxy(uri(""), CUTS)) {
      Browser browser = browser();
      browser.open(proxy.through(uri("watch.html#" + id)));

      String seen = browser.find("status", "What was seen", text -> !text.isEmpty()).getText();

      String all =
          IntStream.rangeClosed(1, EVENTS + 2)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(" "));
      assertTrue(seen.startsWith("task_completed: " + all + "; "), seen);
      assertTrue(seen.endsWith("closed (terminal)"), seen);
      assertEquals(CUTS.size(), proxy.dropped());
      assertEquals(CUTS.size() + 1, proxy.streams().size(), proxy.streams()::toString);
      String told = browser.find("progressbar", "The task").getDomAttribute("aria-valuetext");
      assertTrue(told != null && told.startsWith("100 %, " + (EVENTS - 1)), told);
    }
  }

  @Test
  void watch_afterTheEnd_asksForNothingMore() throws IOException, InterruptedException {
    String id = startLong(20_000);
    try (CuttingProxy proxy = new CuttingProxy(uri(""), List.of(2000))) {
      Browser browser = browser();
      browser.open(proxy.through(uri("watch.html#" + id)));
      browser.find("status", "What was seen", text -> !text.isEmpty());
      int asked = proxy.streams().size();

      // Longer than the server asks a client to wait before it comes back.
      Awaitility.await()
          .during(Duration.ofSeconds(4))
          .atMost(Duration.ofSeconds(30))
          .until(() -> proxy.streams().size() == asked);
      awaitStreams(0);
    }
  }

  @Test
  void page_streamDroppedSeveralTimes_showsEachEventOnceAndTheEnd()
      throws IOException, InterruptedException {
    Browser browser = browser();
    String id = startLong(100_000);
    try (CuttingProxy proxy = new CuttingProxy(uri(""), SHORT_CUTS)) {
      browser.open(proxy.through(detail(id)));

      browser.find("article", "Demo of .*", text -> text.contains("Completed"));
      browser.await("all cuts", () -> proxy.dropped() == SHORT_CUTS.size() ? true : null);
      browser.await(
          "to be live",
          () -> browser.evaluate("return document.body.dataset.live").equals("true") ? true : null);

      List<String> texts =
          browser.find("list", "Events, newest first").findElements(By.tagName("bdi")).stream()
              .map(each -> each.getDomProperty("textContent"))
              .filter(text -> !text.isEmpty())
              .map(text -> text.split(" ", 2)[0])
              .toList();
      List<String> expected =
          IntStream.iterate(EVENTS - 1, i -> i >= 0, i -> i - 1)
              .mapToObj(Integer::toString)
              .toList();
      assertEquals(expected, texts);
    }
  }

  private String startLong(int intervalMicros) throws IOException, InterruptedException {
    return start("demo", "{\"events\":%d,\"interval_us\":%d}".formatted(EVENTS, intervalMicros));
  }
}
