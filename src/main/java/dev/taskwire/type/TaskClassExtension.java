package dev.taskwire.type;

import dev.taskwire.BaseTask;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;

/**
 * Lets a task class have interceptors, such as {@code @Transactional} at the class: CDI refuses a
 * class that has one and final methods (WELD-001504), so it is not shown those of {@link BaseTask},
 * which no interceptor is meant for.
 */
public class TaskClassExtension implements Extension {
  @SuppressWarnings(
      "rawtypes") // for a parameterized bound Weld gives up its fast look-up of observers
  <T extends BaseTask> void hideFinalMethods(@Observes ProcessAnnotatedType<T> found) {
    found.setAnnotatedType(new InterceptableTask<>(found.getAnnotatedType()));
  }
}
