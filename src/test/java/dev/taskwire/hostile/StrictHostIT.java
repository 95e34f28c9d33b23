package dev.taskwire.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.browser.Browser;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/**
 * The page in a host where people sign in, whose own policy is in every answer, and whose context
 * root has two parts.
 */
class StrictHostIT {
  private static OwnServer server;
  private static ServerSetup setup;

  @BeforeAll
  static void startServer() throws IOException, InterruptedException {
    setup = ServerSetup.named("strict").withUsers().withBeside(HostWars.strict("strict", "/a/b"));
    server = OwnServer.start(setup);
    server.awaitDeployed("a/b/login.html");
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static Browser browser() throws IOException {
    return Browser.start(setup.directory().resolve("browsers"));
  }

  private static void signIn(Browser browser) {
    browser.open(server.uri("a/b/private/secret.txt"));
    browser.driver().findElement(By.name("j_username")).sendKeys("alice");
    WebElement password = browser.driver().findElement(By.name("j_password"));
    password.sendKeys(ServerCommand.password("alice"));
    password.submit();
    browser.await(
        "what is private",
        () -> browser.driver().getPageSource().contains("secret of the host") ? true : null);
  }

  @Test
  void everyAnswer_hasThePolicyOfTheHostAndOurs() throws IOException, InterruptedException {
    List<String> policies =
        server.get("a/b/taskwire/").headers().allValues("Content-Security-Policy");

    String all = policies.stream().collect(Collectors.joining(" | "));
    assertTrue(all.contains("default-src 'self'") && all.contains("default-src 'none'"), all);
  }

  @Test
  void page_ofSomebodySignedIn_startsATaskAndWatchesIt() throws IOException {
    try (Browser browser = browser()) {
      signIn(browser);
      browser.complaints();
      browser.open(server.uri("a/b/taskwire/"));
      browser.find("link", "Start a task").click();
      browser.choose("Type", "demo");
      browser.find("button", "Start").click();

      browser.find("article", "Demo .*|demo .*", text -> text.contains("Completed"));

      browser.keepPicture("strict-detail");
      browser.find("link", ".*All tasks").click();
      browser.find("listitem", "", text -> text.contains("Completed"));
      browser.keepPicture("strict-list");
      browser.find("link", "The API of this server").click();
      browser.find("heading", "Schemas");
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void page_ofSomebodyNotSignedIn_saysSo() throws IOException {
    try (Browser browser = browser()) {
      browser.open(server.uri("a/b/taskwire/"));

      String said = browser.find("alert", "", text -> !text.isEmpty()).getText();

      browser.keepPicture("strict-stranger");
      assertEquals(
          "The server shows its tasks to nobody here. Sign in, and load this page again.", said);
      assertFalse(browser.find("main", "").getText().contains("Loading"));
    }
  }
}
