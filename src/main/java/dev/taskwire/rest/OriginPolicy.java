package dev.taskwire.rest;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what a page of another site may do: nothing that changes state, and read no answer,
 * unless its origin is allowed.
 *
 * <p>Immutable.
 */
final class OriginPolicy {
  /** How the page that sent a request relates to this application. */
  enum Relation {
    /** No browser, or one that saw no need to say. */
    UNSTATED,
    /** A page of ours. */
    OWN,
    /** A page of an origin that the deployer allowed. */
    ALLOWED,
    /** Any other page, and whatever cannot be told. */
    FOREIGN
  }

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  private final Set<Origin> allowed;

  OriginPolicy(Set<Origin> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /**
   * Relates a request to this application.
   *
   * @param origins the values of its {@code Origin} header
   * @param authorities what the application is called in this request: {@code Host} and {@code
   *     X-Forwarded-Host}. A browser lets no page set either of them for another site.
   */
  Relation relation(List<String> origins, List<String> authorities) {
    if (origins.isEmpty()) {
      return Relation.UNSTATED;
    }
    Optional<Origin> origin = origins.size() == 1 ? Origin.parse(origins.get(0)) : Optional.empty();
    if (origin.isEmpty()) {
      return Relation.FOREIGN;
    }
    if (allowed.contains(origin.get())) {
      return Relation.ALLOWED;
    }
    return authorities.stream().anyMatch(origin.get()::hasAuthority)
        ? Relation.OWN
        : Relation.FOREIGN;
  }

  /**
   * Whether a request must be refused with 403. {@code fetchSites} are the values of its {@code
   * Sec-Fetch-Site} header.
   */
  boolean refuses(String method, Relation relation, List<String> fetchSites) {
    if (SAFE_METHODS.contains(method) || relation == Relation.ALLOWED) {
      return false;
    }
    return relation == Relation.FOREIGN
        || fetchSites.stream().anyMatch(site -> site.strip().equalsIgnoreCase("cross-site"));
  }
}
