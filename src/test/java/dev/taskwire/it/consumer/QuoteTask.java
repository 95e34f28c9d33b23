package dev.taskwire.it.consumer;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import jakarta.inject.Inject;

/** Computes a price with an injected CDI bean. */
public class QuoteTask extends BaseTask<Quote, QuoteTask.Total> {
  @Inject private Prices prices;

  /** What all pieces cost. */
  public record Total(long totalCents) {}

  @Override
  public Total execute(ProgressHandle progress, Quote quote) {
    progress.sendProgress("Looking up " + quote.article(), 0.5);
    return new Total(prices.of(quote.article()) * quote.pieces());
  }
}
