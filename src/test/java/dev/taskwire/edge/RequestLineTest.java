package dev.taskwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.problem.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/tasks",
        "/api/tasks/",
        "/api/tasks;v=1/x",
        "/%C3%A9",
        "/a%20b",
        "/a.b/..c",
        "/a%3Fb"
      })
  void problem_wellFormedPath_isNone(String path) {
    assertEquals(Optional.empty(), RequestLine.problem("GET", path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "*", "http://x/", "//", "/api//tasks", "/..;/", "/./a", "/../a", "/%2e%2e/a", "/;x",
            "/a%2Fb",
        "/a%5Cb", "/a\\b", "/%zz", "/%", "/%4", "/%00", "/a%0d%0a", "/%7f", "/%c0%ae", "/%ff", "/é",
        "/a;b=%00", "/%C2%85"
      })
  void problem_malformedPath_is400(String path) {
    assertEquals(
        Optional.of(new Problem(400, "The address of the request is not well-formed.")),
        RequestLine.problem("GET", path));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "a=b&c", "status=%00", "type=%E2%98%83", "%31%32", "a=b%c3"})
  void queryProblem_wellFormedEscapes_isNone(String query) {
    assertEquals(Optional.empty(), RequestLine.queryProblem(query));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "type=%zz", "a=%4", "%31%3", "%31%x1", "100%"})
  void queryProblem_malformedEscapes_is400(String query) {
    assertEquals(
        Optional.of(new Problem(400, "The address of the request is not well-formed.")),
        RequestLine.queryProblem(query));
  }

  @Test
  void problem_longPath_is414() {
    assertEquals(Optional.empty(), RequestLine.problem("GET", "/" + "a".repeat(7999)));
    assertEquals(Optional.of(Problem.of(414)), RequestLine.problem("GET", "/" + "a".repeat(8000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TRACE", "CONNECT", "FOO", "get", "PROPFIND", "PATCH", "PUT", "DELETE", ""})
  void problem_methodThatNoPageHas_is405(String method) {
    assertEquals(Optional.of(Problem.of(405)), RequestLine.problem(method, "/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "OPTIONS"})
  void problem_methodOfPages_isNone(String method) {
    assertEquals(Optional.empty(), RequestLine.problem(method, "/"));
  }
}
