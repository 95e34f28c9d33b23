package dev.taskwire.stream;

/** One that is told, on the thread of its loop, that there is something new to read. */
interface Watcher {
  /** Which loop it belongs to. */
  int loopIndex();

  /** Reads what is new; a bounded piece of work. */
  void woken();
}
