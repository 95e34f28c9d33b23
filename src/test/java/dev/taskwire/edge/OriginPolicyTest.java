package dev.taskwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.edge.OriginPolicy.Relation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPolicyTest {
  private final OriginPolicy policy =
      new OriginPolicy(Set.of(Origin.parse("https://app.example").orElseThrow()));

  @ParameterizedTest
  @CsvSource({
    "http://tasks.example,        tasks.example",
    "http://tasks.example,        tasks.example:80",
    "http://tasks.example:80,     tasks.example",
    "https://tasks.example,       tasks.example",
    "https://tasks.example,       tasks.example:443",
    "http://tasks.example:8080,   TASKS.example:8080",
    "http://[::1]:8080,           [::1]:8080"
  })
  void relation_originWithOurAuthority_isOwn(String origin, String host) {
    assertEquals(Relation.OWN, policy.relation(List.of(origin), List.of(host), List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "https://tasks.example:8443,  tasks.example",
    "http://tasks.example,        tasks.example:443",
    "http://tasks.example.evil,   tasks.example",
    "http://eviltasks.example,    tasks.example",
    "http://tasks.example:8080/,  tasks.example:8080",
    "http://u@tasks.example,      tasks.example",
    "tasks.example,               tasks.example",
    "http://tasks.example:99999,  tasks.example:99999",
    "null,                        null",
    "'',                          ''",
    "'https://app.example, https://evil.example', tasks.example"
  })
  void relation_anythingElse_isForeign(String origin, String host) {
    assertEquals(Relation.FOREIGN, policy.relation(List.of(origin), List.of(host), List.of()));
  }

  @Test
  void relation_severalOrigins_isForeignThoughOneIsAllowed() {
    assertEquals(
        Relation.FOREIGN,
        policy.relation(
            List.of("https://app.example", "https://app.example"), List.of(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://app.example", "https://APP.example", "https://app.example:443"})
  void relation_allowedOrigin_isAllowed(String origin) {
    assertEquals(
        Relation.ALLOWED, policy.relation(List.of(origin), List.of("tasks.example"), List.of()));
  }

  @Test
  void relation_schemeOrPortOtherThanAllowed_isForeign() {
    assertEquals(
        Relation.FOREIGN, policy.relation(List.of("http://app.example"), List.of(), List.of()));
    assertEquals(
        Relation.FOREIGN, policy.relation(List.of("https://app.example:80"), List.of(), List.of()));
  }

  @Test
  void relation_secondAuthority_isOursToo() {
    assertEquals(
        Relation.OWN,
        policy.relation(
            List.of("https://tasks.example"),
            List.of("10.0.0.7:8080", " tasks.example"),
            List.of()));
  }

  @Test
  void relation_formOfAPageWithoutReferrer_isOwn() {
    List<String> none = List.of("null");
    assertEquals(Relation.OWN, policy.relation(none, List.of(), List.of("same-origin")));
    for (String site : List.of("cross-site", "same-site", "none", "")) {
      assertEquals(Relation.FOREIGN, policy.relation(none, List.of(), List.of(site)), site);
    }
    assertEquals(Relation.FOREIGN, policy.relation(none, List.of(), List.of()));
    assertEquals(
        Relation.FOREIGN,
        policy.relation(List.of("https://evil"), List.of(), List.of("same-origin")));
  }

  @Test
  void relation_noOrigin_isUnstated() {
    assertEquals(
        Relation.UNSTATED, policy.relation(List.of(), List.of("tasks.example"), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void refuses_safeMethod_never(String method) {
    assertFalse(policy.refuses(method, Relation.FOREIGN, List.of("cross-site")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void refuses_changingMethod_byRelationAndFetchSite(String method) {
    assertTrue(policy.refuses(method, Relation.FOREIGN, List.of()));
    assertTrue(policy.refuses(method, Relation.FOREIGN, List.of("same-site")));
    assertTrue(policy.refuses(method, Relation.UNSTATED, List.of("cross-site")));
    assertTrue(policy.refuses(method, Relation.OWN, List.of(" Cross-Site ")));
    assertFalse(policy.refuses(method, Relation.ALLOWED, List.of("cross-site")));
    assertFalse(policy.refuses(method, Relation.OWN, List.of("same-origin")));
    assertFalse(policy.refuses(method, Relation.UNSTATED, List.of("none")));
    assertFalse(policy.refuses(method, Relation.UNSTATED, List.of()));
  }
}
