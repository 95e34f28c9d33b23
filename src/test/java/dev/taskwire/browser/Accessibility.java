package dev.taskwire.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.List;

/** What axe-core finds on a page as it is shown now. */
final class Accessibility {
  private Accessibility() {}

  static void assertFaultless(Browser browser) {
    List<Rule> violations = new AxeBuilder().analyze(browser.driver()).getViolations();
    assertEquals(List.of(), violations.stream().map(Accessibility::sentence).toList());
  }

  private static String sentence(Rule rule) {
    return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes();
  }
}
