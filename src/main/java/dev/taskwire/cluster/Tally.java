package dev.taskwire.cluster;

import java.util.concurrent.atomic.LongAdder;

/** What this server counts of its sharing. Thread-safe. */
final class Tally {
  final LongAdder flushes = new LongAdder();
  final LongAdder flushedBytes = new LongAdder();
  final LongAdder fenced = new LongAdder();
  final LongAdder lost = new LongAdder();
  final LongAdder engineErrors = new LongAdder();
}
