package dev.taskwire.it.consumer;

import jakarta.enterprise.context.ApplicationScoped;

/** What things cost: a CDI bean. */
@ApplicationScoped
public class Prices {
  /** The price of one {@code article} in cents. */
  public long of(String article) {
    return 100L * article.length();
  }
}
