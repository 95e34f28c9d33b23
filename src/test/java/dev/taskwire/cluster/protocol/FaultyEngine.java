package dev.taskwire.cluster.protocol;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One server's way to an engine, which a test can cut. Thread-safe. */
public final class FaultyEngine implements ClusterEngine {
  /** What happens to a call. */
  public enum Fault {
    NONE,
    /** It does not get there. */
    CUT,
    /** It gets there, but its answer does not come back. */
    ANSWER_LOST
  }

  private final ClusterEngine engine;
  private volatile Supplier<Fault> faults = () -> Fault.NONE;
  private volatile boolean bellsAreLost;
  private final AtomicInteger beats = new AtomicInteger();
  private final AtomicInteger claims = new AtomicInteger();
  private final AtomicInteger looks = new AtomicInteger();
  private Runnable before = () -> {};
  private Runnable after = () -> {};

  public FaultyEngine(ClusterEngine engine) {
    this.engine = engine;
  }

  public void faults(Supplier<Fault> next) {
    faults = next;
  }

  public void fault(Fault always) {
    faults = () -> always;
  }

  /** From now on nobody is woken. */
  public void loseBells() {
    bellsAreLost = true;
  }

  /** What else happens while a call is on its way there, and back. */
  public void meanwhile(Runnable there, Runnable back) {
    before = there;
    after = back;
  }

  /** How many heartbeats were sent. */
  public int beats() {
    return beats.get();
  }

  /** How many claims were answered, or failed. */
  public int claims() {
    return claims.get();
  }

  /** How many times the open tasks of a server were told. */
  public int looks() {
    return looks.get();
  }

  private <T extends @Nullable Object> T call(Supplier<T> work) {
    before.run();
    Fault fault = faults.get();
    if (fault == Fault.CUT) {
      after.run();
      throw new EngineUnavailableException("cut", null);
    }
    T answer = work.get();
    after.run();
    if (fault == Fault.ANSWER_LOST) {
      throw new EngineUnavailableException("answer lost", null);
    }
    return answer;
  }

  @Override
  public void join(String node, NodeDescription description, BellListener bell) {
    call(
        () -> {
          engine.join(node, description, bell);
          return "";
        });
  }

  @Override
  public BeatAnswer beat(Beat beat) {
    beats.incrementAndGet();
    return call(() -> engine.beat(beat));
  }

  @Override
  public boolean remembers(String node, long since) {
    return call(() -> engine.remembers(node, since));
  }

  @Override
  public Answer declareLost(String by, String node, long counter) {
    return call(() -> engine.declareLost(by, node, counter));
  }

  @Override
  public Set<String> openTasks(String node) {
    Set<String> open = call(() -> engine.openTasks(node));
    looks.incrementAndGet();
    return open;
  }

  @Override
  public CreateAnswer create(NewTask task) {
    return call(() -> engine.create(task));
  }

  @Override
  public void restore(List<NewTask> tasks) {
    call(
        () -> {
          engine.restore(tasks);
          return "";
        });
  }

  @Override
  public List<WriteAnswer> write(String node, List<? extends TaskWrite> writes) {
    return call(() -> engine.write(node, writes));
  }

  @Override
  public @Nullable TaskRecord find(String taskId) {
    return call(() -> engine.find(taskId));
  }

  @Override
  public Page list(Listing listing) {
    return call(() -> engine.list(listing));
  }

  @Override
  public Map<String, TaskNews> read(Collection<TaskCursor> cursors) {
    return call(() -> engine.read(cursors));
  }

  @Override
  public Map<String, String> watch(String node, Collection<Watch> watches, Duration howLong) {
    return call(() -> engine.watch(node, watches, howLong));
  }

  @Override
  public IntentAnswer apply(Intent intent) {
    return call(() -> engine.apply(intent));
  }

  @Override
  public @Nullable Taken take(String taskId, String from, String to) {
    return call(() -> engine.take(taskId, from, to));
  }

  @Override
  public @Nullable Taken claim(String node, Set<String> types) {
    try {
      return call(() -> engine.claim(node, types));
    } finally {
      claims.incrementAndGet();
    }
  }

  @Override
  public void ring(Map<String, ? extends Collection<String>> tasksByNode) {
    if (!bellsAreLost && faults.get() != Fault.CUT) {
      engine.ring(tasksByNode);
    }
  }

  @Override
  public byte[] putIfAbsent(String key, byte[] value, Duration life) {
    return call(() -> engine.putIfAbsent(key, value, life));
  }

  @Override
  public boolean replace(String key, byte[] expected, byte @Nullable [] value, Duration life) {
    return call(() -> engine.replace(key, expected, value, life));
  }

  @Override
  public Swept sweep(@Nullable String from) {
    return call(() -> engine.sweep(from));
  }

  @Override
  public void close() {
    // the engine is the test's
  }
}
