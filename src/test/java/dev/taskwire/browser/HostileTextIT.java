package dev.taskwire.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.browser.tasks.HostileTask;
import jakarta.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/**
 * Tasks say what would harm a page that takes text for markup; the WAR is under a context root of
 * its own.
 */
class HostileTextIT extends BrowserTest {
  /** What only markup from a task could have made. */
  private static final String MADE_BY_A_TASK =
      """
      const foreign = [];
      const visit = (root) => root.querySelectorAll('*').forEach((element) => {
        if (/^(img|script|iframe|object|b)$/i.test(element.localName) && !element.closest('head, .segments')) foreign.push(element.outerHTML);
        for (const { name } of element.attributes) if (/^on/.test(name)) foreign.push(name);
        if (element.shadowRoot) visit(element.shadowRoot);
      });
      visit(document);
      return foreign;
      """;

  /** Whether the first character of the first title is within its row. */
  private static final String BEGINNING_IS_SEEN =
      """
      const link = document.querySelector('.row-link');
      const first = document.createRange();
      first.setStart(link.querySelector('bdi').firstChild, 0);
      first.setEnd(link.querySelector('bdi').firstChild, 1);
      const [glyph, place] = [first, link].map((each) => each.getBoundingClientRect());
      return glyph.left >= place.left - 1 && glyph.right <= place.right + 1;
      """;

  /** Times and kinds of events that are not in one line. */
  private static final String BROKEN_WORDS =
      """
      return [...document.querySelectorAll('.event :is(time, .event-type)')].filter((word) => {
        const text = document.createRange();
        text.selectNodeContents(word);
        return text.getClientRects().length > 1;
      }).map((word) => word.textContent);
      """;

  @Deployment(testable = false)
  static WebArchive war() {
    WebArchive war = archive(Map.of("tasks.max-result-bytes", "20000000"));
    war.delete("/WEB-INF/jboss-web.xml");
    war.delete("/WEB-INF/glassfish-web.xml");
    return war;
  }

  @Test
  void result_withMarkupInEveryPlace_isShownAsText() throws IOException, InterruptedException {
    String id = start("hostile", params(false, HostileTask.SCRIPT));
    Browser browser = browser();
    browser.open(detail(id));

    WebElement task = browser.find("article", "hostile .*", text -> text.contains("Completed"));

    String text = task.getText();
    for (String said : List.of(HostileTask.SCRIPT, HostileTask.IMAGE, HostileTask.ATTRIBUTE)) {
      assertTrue(text.contains(said), text);
    }
    assertTrue(text.contains("nul \u2400 bell \u2407 escape \u241B[31m end"), text);
    assertTrue(text.contains("Show more of 1,000,000 characters"), text);
    assertTrue(text.length() < 60_000, () -> "The page shows " + text.length() + " characters");
    assertHarmless(browser);
  }

  @Test
  void rightToLeft_inATask_turnsNothingElseAround() throws IOException, InterruptedException {
    String id = start("hostile", params(false, HostileTask.RIGHT_TO_LEFT));
    Browser browser = browser();
    browser.open(detail(id));
    browser.find("article", "hostile .*", text -> text.contains("Completed"));

    Object isolated =
        browser.evaluate(
            """
            const holders = [...document.querySelectorAll('#detail *')]
              .filter((element) => !element.childElementCount && element.textContent.includes('exe.txt'));
            return [...new Set(holders.map((element) => getComputedStyle(element).unicodeBidi))];
            """);

    assertEquals(List.of("isolate"), isolated);
    assertHarmless(browser);
  }

  @Test
  void failure_withMarkup_isShownAsTextInListAndDetail() throws IOException, InterruptedException {
    Browser browser = browserAt("");
    String id = start("hostile", params(true, ""));

    browser.find("listitem", "", text -> text.contains("Failed"));
    String told =
        browser.find("progressbar", "Progress of hostile .*").getDomAttribute("aria-valuetext");
    assertTrue(told != null && told.contains(HostileTask.IMAGE), told);
    assertHarmless(browser);
    browser.find("link", "hostile " + id.substring(0, 8)).click();
    browser.find(
        "article", "hostile .*", text -> text.contains(HostileTask.IMAGE + HostileTask.SCRIPT));
    assertHarmless(browser);
  }

  @Test
  void startForm_hostileParameter_comesBackAsText() throws IOException {
    Browser browser = browserAt("#/start");
    browser.choose("Type", "hostile");
    browser.find("dialog", "Start a task", text -> text.contains("</p><script>"));
    browser.find("textbox", "Text.*").sendKeys(HostileTask.IMAGE);
    browser.find("button", "Start").click();

    browser.find("article", "hostile .*", text -> text.contains("Completed"));
    browser.find("article", "hostile .*", text -> text.contains("Parameters"));
    assertHarmless(browser);
  }

  @Test
  void longTexts_onAPhone_keepWithinItsWidth() throws IOException, InterruptedException {
    String id = start("hostile", params(false, "m".repeat(500)));
    Browser browser = browser();
    browser.narrow();
    browser.open(detail(id));
    browser.find("article", "hostile .*", text -> text.contains("Completed"));
    assertEquals(0L, overflow(browser));
    assertEquals(List.of(), browser.evaluate(BROKEN_WORDS));
    browser.find("link", ".*All tasks").click();
    browser.find("listitem", "", text -> text.contains("Completed"));
    assertEquals(0L, overflow(browser));
  }

  @Test
  void longTitle_rightToLeft_isCutWhereItEnds() throws IOException, InterruptedException {
    String title = "\u0645\u0644\u0641 \u05D0\u05D1\u05D2 ".repeat(20);
    start("titled", Json.createObjectBuilder().add("text", title).build().toString());
    Browser browser = browser();
    browser.narrow();
    browser.open(uri(""));
    browser.find("listitem", "", text -> text.contains("Completed"));

    assertEquals(true, browser.evaluate(BEGINNING_IS_SEEN));
    assertHarmless(browser);
  }

  private static Object overflow(Browser browser) {
    return browser.evaluate(
        "const page = document.documentElement; return page.scrollWidth - page.clientWidth;");
  }

  private static void assertHarmless(Browser browser) {
    assertEquals(List.of(), browser.evaluate(MADE_BY_A_TASK));
    assertNull(browser.evaluate("return window.stolen"));
    assertEquals(List.of(), browser.complaints());
  }

  private static String params(boolean fail, String text) {
    return Json.createObjectBuilder().add("fail", fail).add("text", text).build().toString();
  }
}
