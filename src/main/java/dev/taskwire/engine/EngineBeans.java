package dev.taskwire.engine;

import dev.taskwire.TaskService;
import dev.taskwire.stream.DeliveryLoops;
import dev.taskwire.stream.EventStreams;
import dev.taskwire.thread.BackgroundThreads;
import dev.taskwire.type.TaskTypes;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;

/**
 * What the registry holds, as CDI beans. The service is normal-scoped, so that it can be injected
 * into any bean.
 */
@Dependent
class EngineBeans {
  @EJB private TaskRegistry registry;

  @Produces
  @ApplicationScoped
  @Typed(TaskService.class)
  TaskService taskService() {
    return registry.engine();
  }

  @Produces
  @Dependent
  @Typed(TaskEngine.class)
  TaskEngine engine() {
    return registry.engine();
  }

  @Produces
  @Dependent
  TaskTypes types() {
    return registry.types();
  }

  @Produces
  @Dependent
  DeliveryLoops loops() {
    return registry.loops();
  }

  @Produces
  @Dependent
  BackgroundThreads backgroundThreads() {
    return registry.backgroundThreads();
  }

  @Produces
  @Dependent
  EventStreams streams() {
    return registry.streams();
  }
}
