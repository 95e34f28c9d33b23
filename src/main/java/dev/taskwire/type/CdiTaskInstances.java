package dev.taskwire.type;

import dev.taskwire.BaseTask;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.InjectionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Unmanaged;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes tasks by CDI: a {@code @Dependent} bean is instantiated as such, with its interceptors; any
 * other class is instantiated and injected as a non-contextual object (Jakarta CDI 4.0, {@link
 * Unmanaged}), so that it is fresh whatever its scope. Thread-safe.
 */
public final class CdiTaskInstances implements TaskInstances {
  private final BeanManager beanManager;
  private final Map<Class<?>, Optional<Bean<?>>> beans = new ConcurrentHashMap<>();

  public CdiTaskInstances(BeanManager beanManager) {
    this.beanManager = beanManager;
  }

  @Override
  public <T extends BaseTask<?, ?>> Created<T> create(Class<T> taskClass) {
    try {
      Optional<Bean<?>> bean = beans.computeIfAbsent(taskClass, this::dependentBean);
      return bean.isPresent() ? contextual(taskClass, bean.get()) : unmanaged(taskClass);
    } catch (InjectionException | IllegalStateException | IllegalArgumentException failure) {
      throw new IllegalArgumentException(
          "CDI cannot make an instance of " + taskClass.getName() + ".", failure);
    }
  }

  private <T> Created<T> contextual(Class<T> taskClass, Bean<?> bean) {
    CreationalContext<?> context = beanManager.createCreationalContext(bean);
    T task = taskClass.cast(beanManager.getReference(bean, taskClass, context));
    return new Created<>(task, context::release);
  }

  private <T> Created<T> unmanaged(Class<T> taskClass) {
    Unmanaged.UnmanagedInstance<T> instance =
        new Unmanaged<>(beanManager, taskClass).newInstance().produce().inject().postConstruct();
    return new Created<>(instance.get(), () -> instance.preDestroy().dispose());
  }

  private Optional<Bean<?>> dependentBean(Class<?> taskClass) {
    Set<Bean<?>> found = beanManager.getBeans(taskClass, Any.Literal.INSTANCE);
    return found.stream()
        .filter(bean -> bean.getBeanClass() == taskClass && bean.getScope() == Dependent.class)
        .findFirst();
  }
}
