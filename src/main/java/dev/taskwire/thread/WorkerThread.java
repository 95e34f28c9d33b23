package dev.taskwire.thread;

import java.lang.Thread.UncaughtExceptionHandler;

/**
 * What a worker's thread was before it ran an author's code, which may leave it with another name,
 * priority, class loader, handler of uncaught exceptions or log context, or interrupted. Confined
 * to that thread.
 *
 * <p>Thread locals are the author's to remove: Java has no way to list them.
 */
@SuppressWarnings("ThreadPriorityCheck") // undoes what the task did
public final class WorkerThread {
  private static final LogContext LOG_CONTEXT = new LogContext(WorkerThread.class.getClassLoader());

  private final Thread thread = Thread.currentThread();
  private final String name = thread.getName();
  private final int priority = thread.getPriority();
  private final ClassLoader loader = thread.getContextClassLoader();
  private final UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
  private final LogContext.Saved logged = LOG_CONTEXT.save();

  /** Shows the task's id where the records that this thread logs can show it. */
  public void mark(String taskId) {
    thread.setName(name + " task " + taskId);
    LOG_CONTEXT.put(taskId);
  }

  public void restore() {
    if (!thread.getName().equals(name)) {
      thread.setName(name);
    }
    if (thread.getPriority() != priority) {
      thread.setPriority(priority);
    }
    if (thread.getContextClassLoader() != loader) {
      thread.setContextClassLoader(loader);
    }
    if (thread.getUncaughtExceptionHandler() != handler) {
      thread.setUncaughtExceptionHandler(handler);
    }
    logged.restore();
    Thread.interrupted();
  }
}
