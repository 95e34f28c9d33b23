package dev.taskwire;

import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Reports the share of elements that were consumed: one is done when the next one is asked for.
 * Single-threaded.
 */
final class TrackingIterator<T> implements Iterator<T> {
  private final ProgressHandle progress;
  private final @Nullable String text;
  private final Iterator<T> items;
  private final int total;
  private int taken;
  private boolean finished;

  TrackingIterator(ProgressHandle progress, @Nullable String text, Collection<T> items) {
    this.progress = progress;
    this.text = text;
    this.total = items.size();
    this.items = items.iterator();
    report(0);
  }

  @Override
  public boolean hasNext() {
    boolean more = items.hasNext();
    if (!more && !finished && taken > 0) {
      finished = true;
      report(taken);
    }
    return more;
  }

  @Override
  public T next() {
    T item = items.next();
    if (taken > 0) {
      report(taken);
    }
    taken++;
    return item;
  }

  private void report(int done) {
    progress.sendProgress(text, total == 0 ? 1.0 : (double) done / total);
  }
}
