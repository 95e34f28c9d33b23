package dev.taskwire.browser;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * One headless Chromium with a profile of its own; elements are found by role and accessible name.
 */
public final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int MOST_STOPS = 120;

  /** Where elements of a role are looked for; their computed role decides. */
  private static final Map<String, String> CANDIDATES =
      Map.of(
          "textbox", "input, textarea",
          "combobox", "select",
          "button", "button, summary",
          "link", "a[href]",
          "radio", "input[type=radio]",
          "checkbox", "input[type=checkbox]",
          "list", "ul, ol",
          "listitem", "li",
          "heading", "h1, h2, h3");

  private static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--lang=en-US",
          "--window-size=1280,900");

  /** Runs in every page before its own scripts. */
  private static final String WITNESS =
      """
      window.violations = [];
      addEventListener('securitypolicyviolation', (event) =>
        window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
      """;

  private final ChromeDriver driver;
  private final Path pictures;
  private final List<String> said = new ArrayList<>();

  private Browser(ChromeDriver driver, Path pictures) {
    this.driver = driver;
    this.pictures = pictures;
  }

  /** Starts one, with a new profile inside {@code directory}. */
  public static Browser start(Path directory) throws IOException {
    Files.createDirectories(directory);
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options =
        new ChromeOptions()
            .setBinary(program("chromium"))
            .addArguments(FLAGS)
            .addArguments("--user-data-dir=" + Files.createTempDirectory(directory, "profile"));
    options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program("chromedriver"))
            .usingAnyFreePort()
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WITNESS));
    return new Browser(driver, directory.resolveSibling("pictures"));
  }

  private static File program(String name) {
    return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
        .map(folder -> new File(folder, name))
        .filter(File::canExecute)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "There is no %s on the PATH: install Debian's chromium and chromium-driver"
                        .formatted(name)));
  }

  public ChromeDriver driver() {
    return driver;
  }

  public void open(URI address) {
    driver.get(address.toString());
  }

  void reload() {
    driver.navigate().refresh();
  }

  /** Opens the address in one more tab, which has the focus then. */
  void openInNewTab(URI address) {
    driver.switchTo().newWindow(WindowType.TAB);
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WITNESS));
    open(address);
  }

  /** Has the computer's clock go wrong, for the pages opened from now on. */
  void setClockWrongBy(Duration ahead) {
    String source =
        """
        const Right = Date;
        globalThis.Date = class extends Right {
          constructor(...values) {
            super(...(values.length ? values : [Right.now() + %1$d]));
          }
          static now() {
            return Right.now() + %1$d;
          }
        };
        """;
    driver.executeCdpCommand(
        "Page.addScriptToEvaluateOnNewDocument",
        Map.of("source", source.formatted(ahead.toMillis())));
  }

  /** Keeps what the page looks like, for people, in the directory of the test's server. */
  public void keepPicture(String name) throws IOException {
    Path directory = Files.createDirectories(pictures);
    Files.write(directory.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /** As on a phone. */
  void narrow() {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 360, "height", 800, "deviceScaleFactor", 1, "mobile", true));
  }

  void prefer(String colorScheme) {
    emulate("prefers-color-scheme", colorScheme);
  }

  /** As with the high contrast of Windows: the colours are the person's, not the page's. */
  void forceColors() {
    emulate("forced-colors", "active");
  }

  private void emulate(String feature, String value) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  /**
   * The element of this role whose accessible name matches, once there is one; hidden ones have no
   * role.
   */
  public WebElement find(String role, String namePattern) {
    return await("a %s named %s".formatted(role, namePattern), () -> lookUp(role, namePattern));
  }

  /** The same, once its text matches. */
  public WebElement find(String role, String namePattern, Predicate<String> text) {
    return await(
        "a %s named %s with the expected text".formatted(role, namePattern),
        () -> {
          WebElement element = lookUp(role, namePattern);
          return element != null && text.test(element.getText()) ? element : null;
        });
  }

  private @Nullable WebElement lookUp(String role, String namePattern) {
    String css = CANDIDATES.getOrDefault(role, role) + ", [role=" + role + "]";
    for (WebElement each : driver.findElements(By.cssSelector(css))) {
      if (is(each, role, namePattern)) {
        return each;
      }
    }
    return null;
  }

  private static boolean is(WebElement element, String role, String namePattern) {
    return role.equals(element.getAriaRole()) && element.getAccessibleName().matches(namePattern);
  }

  /** Chooses an option, once there is such a one. */
  public void choose(String namePattern, String option) {
    WebElement options = find("combobox", namePattern, text -> text.contains(option));
    new Select(options).selectByVisibleText(option);
  }

  /** Waits for what is there at last. */
  public <T> T await(String what, Condition<T> condition) {
    return new WebDriverWait(driver, PATIENCE)
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> what + " on the page that says:\n" + pageText())
        .until(ignored -> condition.get());
  }

  private String pageText() {
    String text = driver.findElement(By.tagName("body")).getText();
    return text.substring(0, Math.min(3000, text.length()));
  }

  /** Presses keys where the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Presses the Tab key until the focus is on the element of this role and name. */
  void tabTo(String role, String namePattern) {
    for (int i = 0; i < MOST_STOPS; i++) {
      press(Keys.TAB);
      if (is(driver.switchTo().activeElement(), role, namePattern)) {
        return;
      }
    }
    throw new AssertionError("The keyboard reaches no " + role + " named " + namePattern);
  }

  /** What a script finds; it sees neither the page's policy nor its modules. */
  @Nullable Object evaluate(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /**
   * What went wrong in the page since this was asked last: errors on the console, and breaches of
   * the policy.
   */
  public List<String> complaints() {
    said.clear();
    driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .forEach(entry -> said.add(entry.getMessage()));
    if (evaluate("return window.violations ?? []") instanceof List<?> violations) {
      violations.forEach(each -> said.add(String.valueOf(each)));
    }
    return List.copyOf(said);
  }

  @Override
  public void close() {
    driver.quit();
  }

  /** What is waited for: {@code null} while it is not there. */
  @FunctionalInterface
  public interface Condition<T> {
    @Nullable T get();
  }
}
