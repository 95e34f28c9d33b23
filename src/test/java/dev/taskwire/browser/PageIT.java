package dev.taskwire.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
        browser.find("article", "Profile of articles.csv .*", text -> text.contains("Completed"));
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
  void startForm_optionalMembers_areSentAsSaidAndWithAllDigits() throws IOException {
    Browser browser = browserAt("");

    Object read =
        browser
            .driver()
            .executeAsyncScript(
                """
                const done = arguments[0];
                const { SchemaForm } = await import('./app/schema-form.js');
                const { exactText } = await import('./app/exact-json.js');
                const properties = { flag: { type: 'boolean' }, must: { type: 'boolean' }, big: { type: 'integer' } };
                const form = new SchemaForm({ required: ['must'], properties });
                const before = exactText(form.read().params);
                const [flag, , big] = form.element.querySelectorAll('select, input');
                flag.value = 'false';
                big.value = '+09223372036854775807';
                done(`${before} ${exactText(form.read().params)}`);
                """);

    assertEquals(
        "{\"must\":false} {\"flag\":false,\"must\":false,\"big\":9223372036854775807}", read);
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
    browser.find("link", "Demo of 3 reports " + id.substring(0, 8)).click();
    WebElement task = browser.find("article", "Demo of .*", text -> text.contains("Error"));
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
                const { client } = await import('./app/client.js');
                const { tasks } = await (await fetch('api/tasks?status=running')).json();
                tasks.forEach(({ task_id: id }) => client.watch(`api/tasks/${id}/stream`));
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

  @Test
  void sevenTabs_ofOneBrowser_shareOneStreamAndHaveTheirOtherRequests()
      throws IOException, InterruptedException {
    Browser browser = browserAt("");
    String id = startGated("seven");
    for (int i = 1; i < 7; i++) {
      browser.openInNewTab(detail(id));
      browser.find("article", "gated .*", text -> text.contains("before the gate"));
    }
    awaitStreams(1);
    browser.keepPicture("seven-tabs");

    openGate("seven");

    for (String tab : browser.driver().getWindowHandles()) {
      browser.driver().switchTo().window(tab);
      browser.find("heading", "Tasks|gated .*");
      browser.await(
          "the end",
          () ->
              browser.driver().findElement(By.id("main")).getText().contains("Completed")
                  ? true
                  : null);
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void tabThatLeads_closed_leavesTheStreamToTheNext() throws IOException, InterruptedException {
    String id = startGated("leads");
    Browser browser = browser();
    browser.open(detail(id));
    browser.find("article", "gated .*", text -> text.contains("before the gate"));
    String first = browser.driver().getWindowHandle();
    browser.openInNewTab(detail(id));
    browser.find("article", "gated .*", text -> text.contains("before the gate"));
    String second = browser.driver().getWindowHandle();
    browser.driver().switchTo().window(first).close();
    browser.driver().switchTo().window(second);

    openGate("leads");

    browser.find("article", "gated .*", text -> text.contains("through leads"));
    WebElement events =
        browser.find("list", "Events, newest first", text -> text.contains("Completed"));
    assertEquals(4, events.findElements(By.tagName("li")).size(), events::getText);
  }

  @ParameterizedTest
  @ValueSource(ints = {-3600, -30, 30, 3600})
  void clockOfTheComputer_wrong_neitherStallsNorAbandonsATask(int secondsAhead)
      throws IOException, InterruptedException {
    String gate = "clock" + secondsAhead;
    startGated(gate);
    String stopping = startStubborn(gate);
    Browser browser = browser();
    browser.setClockWrongBy(Duration.ofSeconds(secondsAhead));
    browser.open(uri(""));
    browser.find("listitem", "", text -> text.contains("Running") && text.matches("(?s).*\\d s.*"));
    browser.keepPicture("clock-wrong-by-" + secondsAhead);
    assertEquals(200, post("api/tasks/" + stopping + "/cancel", "").statusCode());
    browser.find("listitem", "", text -> text.contains("Stopping"));
    openGate(gate);
    browser.find("listitem", "", text -> text.contains("Cancelled"));

    browser.find("link", "gated " + stopping.substring(0, 8)).click();
    String told = browser.find("article", "gated .*", text -> text.contains("Cancelled")).getText();
    assertFalse(told.contains("Abandoned") || told.contains("no progress for"), told);
    assertFalse(told.matches("(?s).*\\d (min|h) .*"), told);
  }

  @Test
  void numbersOfAFile_areShownWithTheirDigits() throws IOException, InterruptedException {
    String id = start("data-processing", "{\"file_path\":\"numbers.csv\"}");
    Browser browser = browser();
    browser.open(detail(id));

    String profile = browser.find("region", "Column profile").getText();

    browser.evaluate("document.querySelector('.profile').scrollIntoView({ block: 'center' })");
    browser.keepPicture("numbers");
    for (String said :
        List.of(
            "2019 – 2024",
            "1610521604143 – 1610521604150",
            "0.00001 – 0.00004",
            "9007199254740993 – 9007199254740999")) {
      assertTrue(profile.contains(said), profile);
    }
  }

  @Test
  void element_movedInThePage_tellsItsEventsOnce() throws IOException, InterruptedException {
    String id = startGated("moved");
    Browser browser = browserAt("");
    Object told =
        browser
            .driver()
            .executeAsyncScript(
                """
                const [src, done] = arguments;
                const element = document.createElement('task-progress');
                const told = [];
                const until = (type) => new Promise((resolve) => element.addEventListener(type, resolve, { once: true }));
                element.addEventListener('task-started', () => told.push('started'));
                element.addEventListener('task-progress', () => told.push('progress'));
                element.setAttribute('src', src);
                const progress = until('task-progress');
                document.body.append(element);
                await progress;
                document.querySelector('main').append(element);
                element.remove();
                document.querySelector('footer').append(element);
                element.remove();
                await new Promise((resolve) => setTimeout(resolve));
                const open = new Promise((resolve) =>
                  element.addEventListener('task-connection', ({ detail }) => detail.state === 'open' && resolve()));
                document.body.append(element);
                await open;
                const end = until('task-completed');
                await fetch('api/gates/moved', { method: 'POST', headers: { 'Content-Type': 'application/json' } });
                await end;
                document.querySelector('main').append(element);
                done(told.join(' '));
                """,
                "api/tasks/" + id + "/stream");
    assertEquals("started progress progress", told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "taskwire.js", "app/main.js", "taskwire/", "taskwire/taskwire.js"})
  void fileOfThePage_isKeptAndAskedForEachTime(String path)
      throws IOException, InterruptedException {
    var file = get(path);
    String tag = file.headers().firstValue("ETag").orElseThrow();

    assertEquals(200, file.statusCode());
    assertEquals("no-cache", file.headers().firstValue("Cache-Control").orElseThrow());
    var again = send(request(path).header("If-None-Match", tag));
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    assertEquals(tag, again.headers().firstValue("ETag").orElseThrow());
    String inTheFuture = "Sun, 22 Nov 2099 00:00:00 GMT";
    var changed =
        send(
            request(path)
                .header("If-None-Match", "\"of-before\"")
                .header("If-Modified-Since", inTheFuture));
    assertEquals(200, changed.statusCode());
    assertEquals(file.body(), changed.body());
    var head = send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertEquals(200, head.statusCode());
    assertEquals(
        String.valueOf(file.body().getBytes(StandardCharsets.UTF_8).length),
        head.headers().firstValue("Content-Length").orElseThrow());
    assertEquals(405, delete(path).statusCode());
  }

  @Test
  void filesOfThePage_besideThem_areNotThere() throws IOException, InterruptedException {
    for (String path :
        List.of(
            "taskwire/none.js",
            "app/none.js",
            "taskwire/app/%2e%2e/%2e%2e/beans.xml",
            "taskwire/app")) {
      int status = get(path).statusCode();
      assertTrue(status == 404 || status == 400, path + " gave " + status);
    }
    var folder = get("taskwire");
    assertEquals(307, folder.statusCode());
    assertEquals("taskwire/", folder.headers().firstValue("Location").orElseThrow());
    assertEquals("{\"api\":\"./api/\"}", get("where.json").body());
    assertEquals("{\"api\":\"../api/\"}", get("taskwire/where.json").body());
  }

  @Test
  void coloursOfThePerson_showProgressAndTheChosenFilter()
      throws IOException, InterruptedException {
    startGated("colours");
    Browser browser = browser();
    browser.forceColors();
    browser.open(uri(""));
    browser.find("listitem", "", text -> text.contains("before the gate"));

    Object alike =
        browser.evaluate(
            """
            const ground = (element) => getComputedStyle(element).backgroundColor;
            const { shadowRoot } = document.querySelector('task-progress');
            const [chosen] = document.querySelectorAll('.segments span');
            const pairs = [['bar', shadowRoot.querySelector('.bar'), shadowRoot.querySelector('.track')], ['filter', chosen, document.body]];
            return pairs.filter(([, one, another]) => ground(one) === ground(another)).map(([name]) => name);
            """);

    assertEquals(List.of(), alike);
    browser.keepPicture("forced-colours");
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
    browser.find("article", "Profile of articles.csv .*", text -> text.contains("Completed"));
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
