package dev.taskwire.engine;

import jakarta.enterprise.context.ApplicationScoped;

/** Where the API is, from the root of the server. Thread-safe. */
@ApplicationScoped
class ApiRoot {
  private static final String API = "/api";

  private volatile String path = API;

  void contextStarted(String contextPath) {
    path = contextPath + API;
  }

  String get() {
    return path;
  }
}
