package dev.taskwire.edge;

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
   * @param authorities what the application is {@link CalledAs called} in this request
   * @param fetchSites the values of its {@code Sec-Fetch-Site} header
   */
  Relation relation(List<String> origins, List<String> authorities, List<String> fetchSites) {
    if (origins.isEmpty() || isOwnWithoutReferrer(origins, fetchSites)) {
      return origins.isEmpty() ? Relation.UNSTATED : Relation.OWN;
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
   * A page that sends no referrer sends no origin with its forms either (WHATWG Fetch, section
   * 3.2); a sandboxed one, which has none, is not of the same origin for its browser.
   */
  private static boolean isOwnWithoutReferrer(List<String> origins, List<String> fetchSites) {
    return origins.equals(List.of("null"))
        && fetchSites.size() == 1
        && fetchSites.get(0).strip().equalsIgnoreCase("same-origin");
  }

  /** Why a request is refused, so that whoever runs a proxy in between finds what it left out. */
  static String refusal(Relation relation) {
    return relation == Relation.FOREIGN
        ? "A page of another site may not do this: its Origin is not allowed, and it is not what "
            + CalledAs.HEADERS
            + " call this application."
        : "A page of another site may not do this: Sec-Fetch-Site is cross-site.";
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
