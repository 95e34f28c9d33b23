package dev.taskwire.engine;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where the API is, from the root of the server: below the context path, and where the host's
 * {@code web.xml} may have moved it. Thread-safe.
 */
@ApplicationScoped
public class ApiRoot {
  private static final String API = "/api";

  private final CompletableFuture<String> contextPath = new CompletableFuture<>();
  private volatile String path = API;

  /**
   * Sets it, before the first request comes.
   *
   * @param newContextPath of the application, as the container has it
   */
  public void set(String newContextPath, String newPath) {
    path = newPath;
    contextPath.complete(newContextPath);
  }

  /** The context path, which is known later than the engine starts. */
  CompletionStage<String> contextPath() {
    return contextPath;
  }

  String get() {
    return path;
  }
}
