package dev.taskwire.engine;

/**
 * What a worker's thread was before it ran an author's code, which may leave it with another name,
 * priority or class loader, or interrupted. Confined to that thread.
 */
@SuppressWarnings("ThreadPriorityCheck") // undoes what the task did
final class WorkerThread {
  private final Thread thread = Thread.currentThread();
  private final String name = thread.getName();
  private final int priority = thread.getPriority();
  private final ClassLoader loader = thread.getContextClassLoader();

  void restore() {
    if (!thread.getName().equals(name)) {
      thread.setName(name);
    }
    if (thread.getPriority() != priority) {
      thread.setPriority(priority);
    }
    if (thread.getContextClassLoader() != loader) {
      thread.setContextClassLoader(loader);
    }
    Thread.interrupted();
  }
}
