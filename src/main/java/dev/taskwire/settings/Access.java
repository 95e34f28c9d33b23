package dev.taskwire.settings;

/** Who may see and manage a task: the values of {@code tasks.access}. */
public enum Access {
  /** Everyone who reaches the application; the deployer guards it. */
  OPEN,
  /** The caller that started it, and the role {@code tasks-admin}. */
  OWNER
}
