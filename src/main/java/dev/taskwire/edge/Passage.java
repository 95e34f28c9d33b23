package dev.taskwire.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The way on of a call that may start a task, once the edge has let it in. Implementations are
 * thread-safe.
 */
public interface Passage {
  /** Has the call answered, by the rest of the chain or otherwise. */
  void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException;
}
