package dev.taskwire.metrics;

import dev.taskwire.engine.TaskFacts;
import dev.taskwire.engine.TaskListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what happens to tasks, by type; beyond a hundred types, those that come later are counted
 * together. Thread-safe.
 */
@ApplicationScoped
public class TaskCounters implements TaskListener {
  /** The name under which further types are counted. */
  static final String OTHER = "other";

  /** How many types are counted each by itself. */
  static final int MOST_TYPES = 100;

  private static final double[] DELAY_BOUNDS = {
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5
  };

  private final Map<String, TypeCounters> types = new ConcurrentHashMap<>();
  private final TypeCounters others = new TypeCounters();
  private final DurationHistogram deliveryDelays = new DurationHistogram(DELAY_BOUNDS);

  @Override
  public void accepted(TaskFacts task) {
    of(task.type()).accepted();
  }

  @Override
  public void rejected(String type) {
    of(type).rejected();
  }

  @Override
  public void started(TaskFacts task) {
    of(task.type()).started(task);
  }

  @Override
  public void finished(TaskFacts task) {
    of(task.type()).finished(task);
  }

  @Override
  public void deliverySampled(Duration delay) {
    deliveryDelays.record(delay);
  }

  /** The numbers of each type, by name. */
  List<TypeReading> read() {
    Map<String, TypeCounters> byName = new TreeMap<>(types);
    byName.putIfAbsent(OTHER, others);
    return byName.entrySet().stream().map(entry -> entry.getValue().read(entry.getKey())).toList();
  }

  Distribution deliveryDelays() {
    return deliveryDelays.read();
  }

  private TypeCounters of(String type) {
    TypeCounters known = types.get(type);
    return known != null ? known : add(type);
  }

  private synchronized TypeCounters add(String type) {
    if (type.equals(OTHER) || (types.size() >= MOST_TYPES && !types.containsKey(type))) {
      return others;
    }
    return types.computeIfAbsent(type, name -> new TypeCounters());
  }
}
