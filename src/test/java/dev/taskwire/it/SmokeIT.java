package dev.taskwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The WAR deploys at the root of the server. */
class SmokeIT extends ServerTest {
  @Deployment(testable = false)
  static WebArchive war() {
    return Deployments.taskwire(Map.of("tasks.max-workers", "2"))
        .addAsWebResource(new StringAsset("up\n"), "smoke.txt");
  }

  @Test
  void deployment_atTheRoot_servesItsFiles() throws IOException, InterruptedException {
    var answer = get("smoke.txt");

    assertEquals(200, answer.statusCode());
    assertEquals("up\n", answer.body());
    assertEquals("/smoke.txt", uri("smoke.txt").getPath());
  }
}
