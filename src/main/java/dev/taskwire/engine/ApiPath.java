package dev.taskwire.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;

/** Where the API is, from the root of the server. Thread-safe. */
@ApplicationScoped
class ApiPath {
  private static final String API = "/api";

  private volatile String path = API;

  void contextStarted(@Observes @Initialized(ApplicationScoped.class) ServletContext context) {
    path = context.getContextPath() + API;
  }

  String get() {
    return path;
  }
}
