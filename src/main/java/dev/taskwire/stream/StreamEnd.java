package dev.taskwire.stream;

/** How a stream came to its end. */
enum StreamEnd {
  /** It sent everything. */
  ENDED,
  /** Its client left. */
  VANISHED,
  /** Its client took nothing for too long. */
  SLOW
}
