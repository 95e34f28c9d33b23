package dev.taskwire.engine;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskEvent;
import dev.taskwire.TaskInfo;
import dev.taskwire.lifecycle.SteppedClock;
import dev.taskwire.settings.SettingsReader;
import dev.taskwire.settings.TaskSettings;
import dev.taskwire.sharing.SharedTasks;
import dev.taskwire.stream.DeliveryLoops;
import dev.taskwire.type.TaskInstances;
import dev.taskwire.type.TaskTypes;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A whole engine whose time, threads and instances are the test's. Single-threaded. */
final class TestEngine {
  final SteppedClock clock = new SteppedClock();
  final ManualExecutor executor = new ManualExecutor();
  final RecordedListener heard = new RecordedListener();
  final List<String> disposed = Collections.synchronizedList(new ArrayList<>());
  final List<@Nullable Object> checked = new ArrayList<>();
  final TaskEngine engine;
  boolean threadIsClean;
  boolean outOfMemory;
  boolean cleanlinessFails;
  int noMemoryForRuns;
  int collections;
  HeapWatch.Fill heap = new HeapWatch.Fill(0, 0, 100);
  HeapWatch.Fill heapAfterCollection = heap;

  /** Creates an engine with these settings: key, value, key, value… */
  TestEngine(String... settings) {
    Map<String, String> config = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      config.put("tasks." + settings[i], settings[i + 1]);
    }
    this.engine =
        new TaskEngine(
            TaskSettings.from(new SettingsReader(key -> Optional.ofNullable(config.get(key)))),
            clock,
            new EngineParts(
                executor,
                this::runAsNobody,
                this::isThreadClean,
                new PlainInstances(),
                checked::add,
                this::apiPath,
                new DeliveryLoops(never -> {}, clock::nanoTime),
                () -> TaskTypes.of(List.of(), key -> false),
                new HeapWatch(() -> List.of(heap), this::collect, clock::nanoTime),
                List.of(heard),
                SharedTasks.none()));
  }

  private void runAsNobody(Runnable job) {
    if (noMemoryForRuns > 0) {
      noMemoryForRuns--;
      throw new OutOfMemoryError("made by the test");
    }
    job.run();
  }

  private boolean isThreadClean() {
    if (cleanlinessFails) {
      throw new IllegalStateException("made by the test");
    }
    return threadIsClean;
  }

  private String apiPath() {
    if (outOfMemory) {
      throw new OutOfMemoryError("made by the test");
    }
    return "/shop/api";
  }

  private void collect() {
    collections++;
    heap = heapAfterCollection;
  }

  String start(Body body) {
    return engine.startTask(new BodyTask(body), "params").taskId();
  }

  /** Starts it and runs it to its end on this thread. */
  String run(Body body) {
    String id = start(body);
    executor.runAll();
    return id;
  }

  TaskInfo info(String id) {
    return engine.getTaskStatus(id).orElseThrow();
  }

  List<TaskEvent> events(String id) {
    return engine.getTaskEvents(id, Duration.ZERO);
  }

  /** The names of its events, in order. */
  List<String> eventNames(String id) {
    return events(id).stream().map(event -> event.eventType().wireName()).toList();
  }

  TaskEvent lastEvent(String id) {
    List<TaskEvent> events = events(id);
    return events.get(events.size() - 1);
  }

  /** The task as a client gets it. */
  JsonObject json(String id) {
    String text = new String(engine.find(id).json(), java.nio.charset.StandardCharsets.UTF_8);
    return Json.createReader(new StringReader(text)).readObject();
  }

  /** Lets time pass, with a tick of the sweeper each second. */
  void tickFor(int seconds) {
    for (int i = 0; i < seconds; i++) {
      clock.seconds(1);
      engine.tick();
    }
  }

  /** What a task does. */
  interface Body {
    @Nullable Object execute(BodyTask task, ProgressHandle progress) throws Exception;
  }

  /** A task that does what it is told. */
  static final class BodyTask extends BaseTask<String, @Nullable Object> {
    private final Body body;

    BodyTask(Body body) {
      this.body = body;
    }

    @Override
    public @Nullable Object execute(ProgressHandle progress, String params) throws Exception {
      return body.execute(this, progress);
    }
  }

  /** Writes down what it is told, as {@code started running}. */
  static final class RecordedListener implements TaskListener {
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    volatile boolean failing;

    @Override
    public void accepted(TaskFacts task) {
      add("accepted", task);
    }

    @Override
    public void rejected(String type) {
      calls.add("rejected " + type);
    }

    @Override
    public void started(TaskFacts task) {
      add("started", task);
    }

    @Override
    public void finished(TaskFacts task) {
      add("finished", task);
    }

    private void add(String what, TaskFacts task) {
      calls.add(what + " " + task.status().wireName());
      if (failing) {
        throw new IllegalStateException("listener failed on purpose");
      }
    }
  }

  /** Makes instances with the constructor that takes none, and notes their disposal. */
  private final class PlainInstances implements TaskInstances {
    @Override
    public <T extends BaseTask<?, ?>> Created<T> create(Class<T> taskClass) {
      try {
        Constructor<T> constructor = taskClass.getDeclaredConstructor();
        T made = constructor.newInstance();
        return new Created<>(made, () -> disposed.add(taskClass.getSimpleName()));
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalArgumentException("no instance", impossible);
      }
    }
  }
}
