package dev.taskwire.engine;

import dev.taskwire.BaseTask;
import dev.taskwire.settings.SettingsReader;
import dev.taskwire.stream.DeliveryLoops;
import dev.taskwire.stream.EventStreams;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;

/**
 * The life of the engine in the server: reads the configuration, takes the executors, starts and
 * stops. The work is done by the plain {@link TaskEngine}, which callers reach directly, so no
 * container service stands between a start and its task.
 *
 * <p>Thread-safe: nothing changes after the start.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TaskRegistry {

  private static final Logger LOG = Logger.getLogger(TaskRegistry.class.getName());

  @Inject private BeanManager beanManager;
  @Inject private ValidatorFactory validators;
  @Inject private ApiRoot apiRoot;
  @Resource private TransactionSynchronizationRegistry transactions;
  @Resource private ContextService contexts;
  @Inject @Any private Instance<TaskListener> listeners;

  private TaskTypes types;
  private TaskEngine engine;
  private DeliveryLoops loops;
  private EngineStop stop;
  private EventStreams streams;
  private Executor replyExecutor;

  @PostConstruct
  void start() {
    SettingsReader configuration = SettingsReader.ofServer();
    TaskSettings settings = TaskSettings.from(configuration);
    // of this thread, which nobody has signed in to: an executor hands on the identity of whoever
    // submits, and a worker goes on with the task of somebody else
    Executor nobody = contexts.createContextualProxy(Runnable::run, Executor.class);
    types = TaskTypes.of(taskClasses(), configuration::flag);
    loops = new DeliveryLoops(new LazyExecutor(Executors.DELIVERY, nobody), Clock.SYSTEM::nanoTime);
    HeapWatch heap = HeapWatch.ofThisMachine();
    streams = new EventStreams(loops, settings.streams(), Clock.SYSTEM::nanoTime, heap::isShort);
    BooleanSupplier threadIsClean =
        () -> transactions.getTransactionStatus() == Status.STATUS_NO_TRANSACTION;
    KeptThreads workers =
        new KeptThreads(
            new LazyExecutor(Executors.TASKS, nobody), threadIsClean, Duration.ofMinutes(1));
    EngineParts parts =
        new EngineParts(
            workers,
            threadIsClean,
            new CdiTaskInstances(beanManager),
            new ParamsCheck(validators),
            apiRoot::get,
            loops,
            heap,
            listeners.stream().toList());
    engine = new TaskEngine(settings, Clock.SYSTEM, parts);
    stop = new EngineStop(engine, workers, loops);
    stop.install();
    replyExecutor =
        new ReplyExecutor(new LazyExecutor(Executors.REPLIES, nobody), engine::isStopping);
    LOG.info(() -> "Taskwire runs " + settings.maxWorkers() + " tasks at once");
  }

  @PreDestroy
  void stop() {
    stop.run();
    stop.uninstall();
  }

  /** The engine. */
  public TaskEngine engine() {
    return engine;
  }

  /** The types that can be started by name. */
  public TaskTypes types() {
    return types;
  }

  /** The threads that write to event streams. */
  public DeliveryLoops loops() {
    return loops;
  }

  /** Opens event streams. */
  public EventStreams streams() {
    return streams;
  }

  /** Runs what may have to wait for a client. */
  public Executor replyExecutor() {
    return replyExecutor;
  }

  @SuppressWarnings("unchecked")
  private List<Class<? extends BaseTask<?, ?>>> taskClasses() {
    List<Class<? extends BaseTask<?, ?>>> classes = new ArrayList<>();
    for (var bean :
        beanManager.getBeans(
            new TypeLiteral<BaseTask<?, ?>>() {}.getType(), Any.Literal.INSTANCE)) {
      classes.add((Class<? extends BaseTask<?, ?>>) bean.getBeanClass());
    }
    return classes;
  }
}
