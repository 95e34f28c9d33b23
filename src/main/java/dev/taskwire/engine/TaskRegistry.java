package dev.taskwire.engine;

import dev.taskwire.BaseTask;
import dev.taskwire.lifecycle.Clock;
import dev.taskwire.settings.SettingsReader;
import dev.taskwire.settings.TaskSettings;
import dev.taskwire.sharing.SharedTasks;
import dev.taskwire.sharing.SharedTasksFactory;
import dev.taskwire.stream.DeliveryLoops;
import dev.taskwire.stream.EventStreams;
import dev.taskwire.thread.BackgroundThreads;
import dev.taskwire.thread.ReplyExecutor;
import dev.taskwire.thread.VirtualThreads;
import dev.taskwire.thread.WorkerPool;
import dev.taskwire.type.CdiTaskInstances;
import dev.taskwire.type.ParamsCheck;
import dev.taskwire.type.TaskTypes;
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
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.validation.ValidatorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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

  /** Answers that wait for their client at once. */
  private static final int MOST_REPLIES = 16;

  private static final Logger LOG = Logger.getLogger(TaskRegistry.class.getName());

  @Inject private BeanManager beanManager;
  @Inject private ValidatorFactory validators;
  @Inject private ApiRoot apiRoot;
  @Resource private TransactionSynchronizationRegistry transactions;
  @Resource private ContextService contexts;
  @Resource private ManagedThreadFactory threads;
  @Inject @Any private Instance<TaskListener> listeners;

  private volatile TaskTypes types;
  private TaskEngine engine;
  private DeliveryLoops loops;
  private BackgroundThreads background;
  private Ticker ticker;
  private EngineStop stop;
  private EventStreams streams;
  private Executor replyExecutor;

  @PostConstruct
  void start() {
    SettingsReader configuration = SettingsReader.ofServer();
    TaskSettings settings = TaskSettings.from(configuration);
    // of this thread, which nobody has signed in to: a thread may be made while somebody's request
    // is served, and a task may sign in by itself, on a thread that goes on with the next one
    Executor nobody = contexts.createContextualProxy(Runnable::run, Executor.class);
    types = TaskTypes.of(taskClasses(), configuration::flag);
    loops = new DeliveryLoops(job -> thread(nobody, job).start(), Clock.SYSTEM::nanoTime);
    HeapWatch heap = HeapWatch.ofThisMachine();
    streams = new EventStreams(loops, settings.streams(), Clock.SYSTEM::nanoTime, heap::isShort);
    BooleanSupplier threadIsClean =
        () -> transactions.getTransactionStatus() == Status.STATUS_NO_TRANSACTION;
    background = new BackgroundThreads(threads, nobody);
    WorkerPool workers = new WorkerPool(threads, threadIsClean);
    Executor taskThreads =
        configuration.flag("tasks.virtual-threads")
            ? new VirtualThreads(VirtualThreads::ofServer, workers)
            : workers;
    SharedTasks shared = SharedTasksFactory.find(configuration, apiRoot.contextPath());
    EngineParts parts =
        new EngineParts(
            taskThreads,
            nobody,
            threadIsClean,
            new CdiTaskInstances(beanManager),
            new ParamsCheck(validators),
            apiRoot::get,
            loops,
            this::types,
            heap,
            listeners.stream().toList(),
            shared);
    engine = new TaskEngine(settings, Clock.SYSTEM, parts);
    shared.open(engine.server(), job -> thread(nobody, job));
    ticker = new Ticker(job -> thread(nobody, job), engine::tick);
    ticker.start();
    ExecutorService replies = replies(nobody);
    stop =
        new EngineStop(
            engine,
            loops,
            List.of(workers::shutdown, replies::shutdown, background::shutDown, ticker::stop));
    stop.install();
    replyExecutor = new ReplyExecutor(replies, engine::isStopping);
    LOG.info(() -> "Taskwire runs " + settings.maxWorkers() + " tasks at once");
  }

  private Thread thread(Executor nobody, Runnable job) {
    return threads.newThread(() -> nobody.execute(job));
  }

  private ExecutorService replies(Executor nobody) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            MOST_REPLIES,
            MOST_REPLIES,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            job -> thread(nobody, job));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** What is done now and then by the server's own timer. */
  public void cleanUp() {
    engine.sweep();
    ticker.start();
  }

  @PreDestroy
  void stop() {
    stop.run();
    stop.uninstall();
  }

  /**
   * Makes these classes known as well; those that are known already change nothing.
   *
   * @throws IllegalStateException with a sentence, as {@link TaskTypes#of}
   */
  public void declare(List<Class<? extends BaseTask<?, ?>>> taskClasses) {
    types = types.with(TaskTypes.of(taskClasses, SettingsReader.ofServer()::flag));
    LOG.info(() -> "Task types that can be started by name: " + types.names());
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

  /** Threads for what is neither a task nor a delivery. */
  public BackgroundThreads backgroundThreads() {
    return background;
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
