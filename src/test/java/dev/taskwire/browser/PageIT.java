package dev.taskwire.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** People watch, start and stop tasks on the page. */
class PageIT extends BrowserTest {
  @Deployment(testable = false)
  static WebArchive war() {
    return archive(Map.of());
  }

  @Test
  void startForm_csvFile_isWatchedToItsEnd() throws IOException {
    Browser browser = browserAt("");

    browser.find("link", "Start a task").click();
    browser.choose("Type", "data-processing");
    browser.find("textbox", "File path.*").sendKeys("articles.csv");
    browser.find("button", "Start").click();

    WebElement task =
        browser.find("article", "data-processing .*", text -> text.contains("Completed"));
    assertTrue(task.getText().contains("20,000"), task::getText);
    String profile = browser.find("region", "Column profile").getText();
    assertTrue(profile.contains("price") && profile.contains("<b>bold</b>"), profile);
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void startForm_invalidParams_saysSoAtTheField() throws IOException {
    Browser browser = browserAt("#/start");

    browser.choose("Type", "data-processing");
    WebElement path = browser.find("textbox", "File path.*");
    path.sendKeys("../articles.csv");
    browser.find("button", "Start").click();

    browser.await(
        "an error", () -> "true".equals(path.getDomAttribute("aria-invalid")) ? true : null);
    String description = String.valueOf(path.getDomAttribute("aria-describedby"));
    String error =
        String.join(
            " ",
            Pattern.compile(" ")
                .splitAsStream(description)
                .map(id -> browser.driver().findElement(By.id(id)).getText())
                .toList());
    assertTrue(error.contains("must be the path of a readable file"), error);
    assertEquals("../articles.csv", path.getDomProperty("value"));
  }

  @Test
  void twoWindows_sameTask_agree() throws IOException, InterruptedException {
    Browser first = browserAt("");
    String id = startGated("agree");
    Browser second = browser();
    second.open(detail(id));
    first.find("link", "gated " + id.substring(0, 8)).click();
    for (Browser each : List.of(first, second)) {
      each.find("article", "gated .*", text -> text.contains("before the gate"));
      assertEquals("50", each.find("progressbar", "Progress").getDomAttribute("aria-valuenow"));
    }

    openGate("agree");

    List<String> events = new ArrayList<>();
    for (Browser each : List.of(first, second)) {
      each.find("article", "gated .*", text -> text.contains("through agree"));
      each.find("list", "Events, newest first", text -> text.contains("Completed"));
      events.add(each.find("list", "Events, newest first").getText());
      assertEquals(List.of(), each.complaints());
    }
    assertEquals(events.get(0), events.get(1));
  }

  @Test
  void reload_inTheMiddle_goesOnWhereTheTaskIs() throws IOException, InterruptedException {
    String id = startGated("reload");
    Browser browser = browser();
    browser.open(detail(id));
    browser.find("article", "gated .*", text -> text.contains("before the gate"));

    browser.reload();
    browser.find("article", "gated .*", text -> text.contains("before the gate"));
    openGate("reload");

    browser.find("article", "gated .*", text -> text.contains("through reload"));
    WebElement events =
        browser.find("list", "Events, newest first", text -> text.contains("Completed"));
    assertEquals(4, events.findElements(By.tagName("li")).size(), events::getText);
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void cancel_taskThatDoesNotListen_isShownAsAProcessInEveryWindow()
      throws IOException, InterruptedException {
    String id = startStubborn("cancel");
    Browser browser = browser();
    browser.open(detail(id));
    Browser other = browserAt("");
    other.find("listitem", "", text -> text.contains("Running"));

    browser.find("button", "Cancel").click();
    browser.find("alertdialog", "Cancel this task\\?");
    browser.find("button", "Cancel the task").click();

    browser.find("list", "Cancelling", text -> text.startsWith("Requested"));
    other.find("listitem", "", text -> text.contains("Stopping"));
    browser.await(
        "the interrupt", () -> currentStep(browser).startsWith("Interrupted") ? true : null);
    openGate("cancel");
    browser.await("the end", () -> currentStep(browser).startsWith("Cancelled") ? true : null);
    other.find("listitem", "", text -> text.contains("Cancelled"));
    assertEquals(List.of(), browser.complaints());
    assertEquals(List.of(), other.complaints());
  }

  @Test
  void failure_ofATask_isToldInItsWords() throws IOException, InterruptedException {
    Browser browser = browserAt("");

    String id = start("demo", "{\"events\":3,\"outcome\":\"fail\"}");

    browser.find(
        "listitem", "", text -> text.contains("Failed") && text.contains(id.substring(0, 8)));
    browser.find("link", "demo " + id.substring(0, 8)).click();
    WebElement task = browser.find("article", "demo .*", text -> text.contains("Error"));
    assertTrue(task.getText().contains("The demo failed, as it was asked to."), task::getText);
    browser.find("button", "Remove").click();
    browser.find("heading", "Tasks");
    assertEquals(404, get("api/tasks/" + id).statusCode());
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void twelveTasks_atOnce_leaveThePageItsOtherRequests() throws IOException, InterruptedException {
    Browser browser = browserAt("");
    for (int i = 0; i < 12; i++) {
      startGated("twelve");
    }
    browser.find("radio", "Running ?12");
    Object answers =
        browser
            .driver()
            .executeAsyncScript(
                """
                const done = arguments[0];
                const { watch } = await import('./taskwire.js');
                const { tasks } = await (await fetch('api/tasks?status=running')).json();
                tasks.forEach(({ task_id: id }) => watch(`api/tasks/${id}/stream`));
                const all = Array.from({ length: 12 }, () => fetch('api/server').then((response) => response.status));
                done(String(await Promise.all(all)));
                """);
    assertEquals("200,200,200,200,200,200,200,200,200,200,200,200", answers);
    awaitStreams(1);

    browser.find("link", "Start a task").click();
    browser.choose("Type", "gated");
    browser.find("textbox", "Gate.*").sendKeys("twelve");
    browser.find("button", "Start").click();
    browser.find("article", "gated .*", text -> text.contains("Pending"));
    openGate("twelve");

    browser.find("article", "gated .*", text -> text.contains("through twelve"));
    browser.find("link", ".*All tasks").click();
    browser.find("radio", "Completed ?13");
    assertEquals(List.of(), browser.complaints());
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void accessibility_ofEveryView_hasNoViolation(String colorScheme)
      throws IOException, InterruptedException {
    String waiting = startGated("axe-" + colorScheme);
    String ended = start("data-processing", "{\"file_path\":\"articles.csv\"}");
    start("demo", "{\"outcome\":\"fail\"}");
    Browser browser = browser();
    browser.prefer(colorScheme);
    browser.open(detail(ended));
    browser.find("article", "data-processing .*", text -> text.contains("Completed"));
    Accessibility.assertFaultless(browser);
    browser.find("link", ".*All tasks").click();
    browser.find("radio", "Failed ?1");
    Accessibility.assertFaultless(browser);
    browser.find("link", "Start a task").click();
    browser.find("textbox", "File path.*");
    Accessibility.assertFaultless(browser);
    browser.open(detail(waiting));
    browser.find("button", "Cancel").click();
    browser.find("alertdialog", "Cancel this task\\?");
    Accessibility.assertFaultless(browser);
    browser.find("button", "Cancel the task").click();
    browser.find("list", "Cancelling", text -> text.contains("Cancelled"));
    Accessibility.assertFaultless(browser);
    browser.open(uri("api.html"));
    browser.find("heading", "Schemas");
    Accessibility.assertFaultless(browser);
  }

  @Test
  void apiPage_fromTheTasks_showsEveryOperationOfTheDescription()
      throws IOException, InterruptedException {
    Browser browser = browserAt("");
    browser.narrow();

    browser.find("link", "The API of this server").click();

    browser.find("heading", "Schemas");
    Set<String> described = new TreeSet<>();
    JsonObject paths = json("api/openapi.json").getJsonObject("paths");
    for (String path : paths.keySet()) {
      for (String verb : paths.getJsonObject(path).keySet()) {
        described.add(verb.toUpperCase(Locale.ROOT) + " " + uri("api").getPath() + path);
      }
    }
    Set<String> shown = new TreeSet<>();
    for (WebElement title : browser.driver().findElements(By.cssSelector("article > h3"))) {
      shown.add(title.getText().replaceAll("\\s+", " "));
    }
    assertEquals(String.join("\n", described), String.join("\n", shown));
    Object overflow =
        browser
            .driver()
            .executeScript("return document.documentElement.scrollWidth - window.innerWidth");
    assertEquals(0L, overflow, "the page is wider than a phone");
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void keyboard_alone_startsOpensAndCancels() throws IOException, InterruptedException {
    Browser browser = browserAt("");
    browser.find("heading", "Tasks");

    browser.tabTo("link", "Start a task");
    browser.press(Keys.ENTER);
    browser.find("dialog", "Start a task");
    browser.find("combobox", "Type", text -> text.contains("gated"));
    browser.tabTo("combobox", "Type");
    browser.press("g");
    browser.find("textbox", "Gate.*");
    browser.tabTo("textbox", "Gate.*");
    browser.press("keys");
    browser.press(Keys.ENTER);
    browser.find("article", "gated .*", text -> text.contains("before the gate"));
    browser.tabTo("link", ".*All tasks");
    browser.press(Keys.ENTER);
    browser.find("listitem", "", text -> text.contains("before the gate"));
    browser.tabTo("link", "gated .*");
    browser.press(Keys.ENTER);
    browser.find("article", "gated .*", text -> text.contains("before the gate"));
    browser.tabTo("button", "Cancel");
    browser.press(Keys.ENTER);
    browser.find("alertdialog", "Cancel this task\\?");
    browser.tabTo("button", "Cancel the task");
    browser.press(Keys.ENTER);

    browser.find("article", "gated .*", text -> text.contains("Cancelled"));
    assertEquals(List.of(), browser.complaints());
  }

  private static String currentStep(Browser browser) {
    return browser
        .find("list", "Cancelling")
        .findElement(By.cssSelector("[aria-current=step]"))
        .getText();
  }
}
