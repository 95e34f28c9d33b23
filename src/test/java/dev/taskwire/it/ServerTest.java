package dev.taskwire.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that talks to a deployed WAR over HTTP.
 *
 * <p>A subclass has a static method with {@code @Deployment(testable = false)} that returns one of
 * {@link Deployments}. Payara Micro starts anew for each class, so few classes with many tests are
 * better than many classes.
 */
@ExtendWith(ArquillianExtension.class)
public abstract class ServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** One client for all tests: HTTP/1.1, as browsers without TLS speak it. */
  protected static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  @ArquillianResource private URI deployment;

  /** A directory of this build for files that the server reads; made when missing. */
  protected static Path workDirectory() {
    return Deployments.file("it.work").toPath();
  }

  /** The address of {@code path} within the deployed WAR; {@code path} has no leading slash. */
  protected final URI uri(String path) {
    String base = deployment.toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + path);
  }

  /** A request for {@code path} that can be completed as the test needs. */
  protected final HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
  }

  /** The answer to {@code GET path}. */
  protected final HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** The answer to {@code POST path} with a JSON body. */
  protected final HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** The answer to {@code DELETE path}. */
  protected final HttpResponse<String> delete(String path)
      throws IOException, InterruptedException {
    return send(request(path).DELETE());
  }

  /** The answer to any request, read to its end as text. */
  protected final HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
