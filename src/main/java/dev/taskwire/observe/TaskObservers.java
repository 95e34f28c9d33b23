package dev.taskwire.observe;

import dev.taskwire.OfType;
import dev.taskwire.TaskEvent;
import dev.taskwire.TaskEventType;
import dev.taskwire.engine.TaskFacts;
import dev.taskwire.engine.TaskListener;
import dev.taskwire.thread.BackgroundThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds CDI's asynchronous observers of {@link TaskEvent}, and tells each through a queue of its
 * own. Thread-safe.
 */
@ApplicationScoped
public class TaskObservers implements TaskListener {
  private final Map<ObserverMethod<?>, ObserverQueue> queues = new ConcurrentHashMap<>();
  private final TaskNews news = new TaskNews(this::observersOf);

  @Inject private BeanManager beanManager;
  @Inject private BackgroundThreads threads;
  @Inject private Instance<RequestContextController> requests;

  @Override
  public void started(TaskFacts task) {
    news.started(task);
  }

  @Override
  public void finished(TaskFacts task) {
    news.finished(task);
  }

  @Override
  public void ticked() {
    queues.values().forEach(ObserverQueue::unstrand);
  }

  @Override
  public boolean isBehind() {
    return queues.values().stream().anyMatch(queue -> queue.behind() > TaskNews.MOST_BEHIND);
  }

  @Override
  public boolean isQuiet() {
    return queues.values().stream().allMatch(queue -> queue.behind() == 0);
  }

  private List<ObserverQueue> observersOf(String type) {
    TaskEvent any = new TaskEvent(1, TaskEventType.TASK_STARTED, type, Instant.EPOCH, null);
    return beanManager.resolveObserverMethods(any, OfType.Literal.of(type)).stream()
        .filter(ObserverMethod::isAsync)
        .map(observer -> queues.computeIfAbsent(observer, unused -> queue(observer)))
        .toList();
  }

  private ObserverQueue queue(ObserverMethod<? super TaskEvent> observer) {
    return new ObserverQueue(threads, new ObserverCall(observer, requests.get(), threads));
  }
}
