package dev.taskwire.docs;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.it.ServerTest;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The application of {@code first-task.md}, as a reader deploys it. */
class FirstTaskIT extends ServerTest {
  private static final Pattern ID = Pattern.compile("\"task_id\":\"([^\"]+)\"");
  private static final String PICTURES = "{\"pictures\":[\"cat.png\",\"dog.png\"],\"width\":64}";

  @Deployment(testable = false)
  static WebArchive war() {
    return ShrinkWrap.create(WebArchive.class, "pictures.war")
        .addClasses(
            ThumbnailTask.class,
            PicturesResource.class,
            EndsInTheDatabase.class,
            EndedResource.class)
        .addAsLibraries(new File(System.getProperty("it.classes.jar")));
  }

  @Test
  void start_byTheEndpoint_streamsToTheResult() throws IOException, InterruptedException {
    assertStreamsToTheResult(post("api/pictures/thumbnails", PICTURES).body());
  }

  @Test
  void start_byTheType_streamsToTheResult() throws IOException, InterruptedException {
    assertStreamsToTheResult(
        post("api/tasks", "{\"type\":\"thumbnails\",\"params\":" + PICTURES + "}").body());
  }

  @Test
  void end_ofATask_isARowInTheDatabase() throws IOException, InterruptedException {
    Matcher id = ID.matcher(post("api/pictures/thumbnails", PICTURES).body());
    assertTrue(id.find());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> get("api/ended/" + id.group(1)).body().equals("task_completed"));
  }

  @Test
  void start_withInvalidParams_names400AndTheField() throws IOException, InterruptedException {
    var answer = post("api/pictures/thumbnails", "{\"pictures\":[],\"width\":64}");

    assertEquals(400, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("\"field\":\"pictures\""), answer.body());
  }

  private void assertStreamsToTheResult(String started) throws IOException, InterruptedException {
    Matcher id = ID.matcher(started);
    assertTrue(id.find(), started);
    String stream = get("api/tasks/" + id.group(1) + "/stream").body();
    assertTrue(stream.contains("\"event_type\":\"task_completed\""), stream);
    assertTrue(stream.contains("{\"thumbnails\":[\"cat-64.png\",\"dog-64.png\"]}"), stream);
  }
}
