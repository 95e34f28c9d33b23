package dev.taskwire.engine;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.logging.Logger;

/** Keeps a listener's failure from touching the task that it is told about. Thread-safe. */
final class GuardedListener implements TaskListener {
  private static final Logger LOG = Logger.getLogger(GuardedListener.class.getName());

  private final TaskListener listener;

  GuardedListener(TaskListener listener) {
    this.listener = listener;
  }

  @Override
  public void accepted(TaskFacts task) {
    tell(target -> target.accepted(task));
  }

  @Override
  public void rejected(String type) {
    tell(target -> target.rejected(type));
  }

  @Override
  public void started(TaskFacts task) {
    tell(target -> target.started(task));
  }

  @Override
  public void finished(TaskFacts task) {
    tell(target -> target.finished(task));
  }

  @Override
  public void deliverySampled(Duration delay) {
    tell(target -> target.deliverySampled(delay));
  }

  private void tell(Consumer<TaskListener> what) {
    try {
      what.accept(listener);
    } catch (RuntimeException failure) {
      LOG.warning(() -> Texts.oneLine("A task listener failed: " + Texts.stackTrace(failure)));
    }
  }
}
