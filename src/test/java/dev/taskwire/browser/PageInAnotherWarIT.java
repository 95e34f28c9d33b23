package dev.taskwire.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.it.Deployments;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The page in somebody else's WAR, which has moved our API. */
class PageInAnotherWarIT extends BrowserTest {
  private static final String MOVED =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <servlet>
          <servlet-name>dev.taskwire.rest.TaskwireApplication</servlet-name>
        </servlet>
        <servlet-mapping>
          <servlet-name>dev.taskwire.rest.TaskwireApplication</servlet-name>
          <url-pattern>/jobs/v1/*</url-pattern>
        </servlet-mapping>
      </web-app>
      """;

  @Deployment(testable = false)
  static WebArchive war() {
    return Deployments.consumer(Map.of())
        .addAsWebInfResource(new StringAsset(MOVED), "web.xml")
        .addAsWebResource(new StringAsset("<!doctype html><title>Shop</title>"), "index.html");
  }

  @Override
  String api() {
    return "jobs/v1";
  }

  @Test
  void page_ofAHost_startsAndWatchesItsTasks() throws IOException {
    Browser browser = browserAt("taskwire/");
    browser.find("link", "Start a task").click();
    browser.choose("Type", "reindex");
    browser.find("button", "Start").click();

    browser.find("article", "reindex .*", text -> text.contains("Completed"));

    browser.keepPicture("page-in-another-war");
    assertEquals(List.of(), browser.complaints());
    browser.find("link", "The API of this server").click();
    browser.find("heading", "Schemas");
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void pagesOfTheHost_stayItsOwn() throws IOException, InterruptedException {
    assertTrue(get("").body().contains("<title>Shop</title>"));
    for (String path : List.of("taskwire.js", "app/main.js", "where.json", "css/base.css")) {
      assertEquals(404, get(path).statusCode(), path);
    }
    assertEquals("{\"api\":\"../jobs/v1/\"}", get("taskwire/where.json").body());
  }
}
