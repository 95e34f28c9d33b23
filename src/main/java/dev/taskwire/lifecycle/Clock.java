package dev.taskwire.lifecycle;

import java.time.Instant;

/**
 * The two times that the engine knows: one for limits, which never jumps, and one for people, which
 * may. Thread-safe.
 */
public interface Clock {
  /** The clocks of this machine. */
  Clock SYSTEM =
      new Clock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public Instant instant() {
          return Instant.now();
        }
      };

  /** Monotonic, in nanoseconds; only differences mean something. */
  long nanoTime();

  /** The wall clock. */
  Instant instant();
}
