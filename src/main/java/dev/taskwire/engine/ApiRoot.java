package dev.taskwire.engine;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Where the API is, from the root of the server: below the context path, and where the host's
 * {@code web.xml} may have moved it. Thread-safe.
 */
@ApplicationScoped
public class ApiRoot {
  private static final String API = "/api";

  private volatile String path = API;

  /** Sets it, before the first request comes. */
  public void set(String newPath) {
    path = newPath;
  }

  String get() {
    return path;
  }
}
