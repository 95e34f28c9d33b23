package dev.taskwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.it.consumer.CountTask;
import dev.taskwire.it.ear.InventoryTask;
import dev.taskwire.it.ear.OrdersOfTheDayTask;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * Two WARs in one EAR, each with Taskwire and types of its own, which only {@code @TaskType} marks.
 */
class EarIT extends ServerTest {
  @Deployment(testable = false)
  static EnterpriseArchive ear() {
    return ShrinkWrap.create(EnterpriseArchive.class, "company.ear")
        .addAsModules(
            war("stock.war", InventoryTask.class), war("sales.war", OrdersOfTheDayTask.class))
        .setApplicationXML(
            new StringAsset(
                """
                <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="10">
                  <module><web><web-uri>stock.war</web-uri><context-root>/stock</context-root></web></module>
                  <module><web><web-uri>sales.war</web-uri><context-root>/sales</context-root></web></module>
                </application>
                """));
  }

  private static WebArchive war(String name, Class<?> task) {
    return ShrinkWrap.create(WebArchive.class, name)
        .addClasses(task, CountTask.class)
        .addAsLibraries(Deployments.file("it.classes.jar"));
  }

  private HttpResponse<String> at(String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri("").resolve(URI.create(path)));
    return send(
        body.isEmpty()
            ? request
            : request
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void types_ofEachWar_areKnownThereAndRun() throws IOException, InterruptedException {
    assertRuns("/stock", "inventory", "orders-of-the-day");
    assertRuns("/sales", "orders-of-the-day", "inventory");
  }

  private void assertRuns(String context, String own, String others)
      throws IOException, InterruptedException {
    for (String type : new String[] {own, "count"}) {
      HttpResponse<String> started =
          at(context + "/api/tasks", "{\"type\":\"" + type + "\",\"params\":3}");
      assertEquals(201, started.statusCode(), started.body());
      String stream = object(started.body()).getString("stream_url");
      assertTrue(stream.startsWith(context + "/api/tasks/"), stream);
      String events = at(stream, "").body();
      assertTrue(events.contains("\"event_type\":\"task_completed\""), events);
    }
    HttpResponse<String> unknown =
        at(context + "/api/tasks", "{\"type\":\"" + others + "\",\"params\":3}");
    problem(400, unknown);
  }
}
