package dev.taskwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.edge.FakeExchange.Container;
import dev.taskwire.settings.Access;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessRuleTest {
  private final FakeExchange exchange = new FakeExchange("GET", "/api/tasks");

  @Test
  void admits_openMode_asksNobody() throws IOException {
    assertTrue(admits(Access.OPEN));
    assertEquals(Optional.empty(), Caller.of(exchange.request()));
  }

  @Test
  void admits_callerWhoSignedIn_goesOn() throws IOException {
    exchange.principal = "bob";

    assertTrue(admits(Access.OWNER));
    assertEquals(Optional.of(new Caller("bob", false)), Caller.of(exchange.request()));
  }

  @Test
  void admits_callerWhomTheContainerAccepts_goesOn() throws IOException {
    exchange.container = Container.ACCEPTS;
    exchange.role = "tasks-admin";

    assertTrue(admits(Access.OWNER));
    assertEquals(Optional.of(new Caller("alice", true)), Caller.of(exchange.request()));
  }

  @Test
  void admits_containerThatChallenges_keepsItsChallengeAndExplainsIt() throws IOException {
    exchange.container = Container.CHALLENGES;

    assertFalse(admits(Access.OWNER));
    assertEquals(401, exchange.status);
    assertEquals("Custom", exchange.answered.get("WWW-Authenticate"));
    assertTrue(exchange.body().contains("This needs a caller who has signed in."));
  }

  @Test
  void admits_answerThatTheContainerSent_isLeftAlone() throws IOException {
    exchange.container = Container.CHALLENGES;
    exchange.committed = true;

    assertFalse(admits(Access.OWNER));
    assertEquals("", exchange.body());
  }

  @Test
  void admits_redirectToASignInPage_isLeftAlone() throws IOException {
    exchange.status = 302;

    assertFalse(admits(Access.OWNER));
    assertEquals(302, exchange.status);
    assertEquals("", exchange.body());
  }

  @ParameterizedTest
  @EnumSource(names = {"KNOWS_NO_WAY", "CRASHES"})
  void admits_containerThatThrows_is401WithAChallenge(Container container) throws IOException {
    exchange.container = container;

    assertFalse(admits(Access.OWNER));
    assertEquals(401, exchange.status);
    assertEquals(
        "Basic realm=\"tasks\", charset=\"UTF-8\"", exchange.answered.get("WWW-Authenticate"));
    assertEquals("application/problem+json", exchange.answered.get("Content-Type"));
  }

  private boolean admits(Access mode) throws IOException {
    return new AccessRule(mode).admits(exchange.request(), exchange.response());
  }
}
