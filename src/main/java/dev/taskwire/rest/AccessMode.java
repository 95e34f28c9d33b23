package dev.taskwire.rest;

/** Who guards the tasks: the setting {@code tasks.access}. */
enum AccessMode {
  /** The deployer guards the application as a whole; every caller may see and manage every task. */
  OPEN,
  /** Every call needs an authenticated caller, and a task belongs to the one who started it. */
  OWNER
}
