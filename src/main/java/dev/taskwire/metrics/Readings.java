package dev.taskwire.metrics;

import dev.taskwire.metrics.MetricFamily.Kind;
import dev.taskwire.metrics.MetricFamily.Sample;
import dev.taskwire.metrics.MetricFamily.Spread;
import dev.taskwire.metrics.MetricFamily.Value;
import dev.taskwire.settings.TaskSettings;
import dev.taskwire.sharing.EngineLoad;
import dev.taskwire.sharing.SharedTasks;
import dev.taskwire.stream.StreamStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Names the numbers: what is called how in the metrics. */
final class Readings {
  private static final String TYPE = "type";

  private final List<MetricFamily> families = new ArrayList<>();

  private Readings() {}

  static List<MetricFamily> of(
      TaskCounters counters,
      EngineLoad load,
      TaskSettings settings,
      StreamStatistics streams,
      SharedTasks shared) {
    Readings readings = new Readings();
    List<TypeReading> types = counters.read();
    readings.tasks(types);
    readings.events(types);
    readings.engine(load, settings);
    readings.streams(streams, settings, counters.deliveryDelays());
    if (!shared.isAlone()) {
      readings.families.addAll(ClusterReadings.of(shared.state(), shared.counts()));
    }
    return List.copyOf(readings.families);
  }

  private void tasks(List<TypeReading> types) {
    counter("taskwire_tasks_accepted", "Starts that were taken.", types, TypeReading::accepted);
    counter(
        "taskwire_tasks_rejected",
        "Starts that were refused: the queue was full, memory was short or the server was stopping.",
        types,
        TypeReading::rejected);
    add(
        "taskwire_tasks_pending",
        "Tasks that wait for a worker.",
        Kind.GAUGE,
        types,
        TypeReading::pending);
    add(
        "taskwire_tasks_running",
        "Tasks that have a worker.",
        Kind.GAUGE,
        types,
        TypeReading::running);
    families.add(
        new MetricFamily(
            "taskwire_tasks_finished",
            "Tasks that have ended: accepted = pending + running + finished, in every scrape.",
            Kind.COUNTER,
            types.stream().flatMap(type -> outcomes(type).stream()).toList()));
    counter(
        "taskwire_tasks_timed_out",
        "Tasks that failed because they ran too long.",
        types,
        TypeReading::timedOut);
    counter(
        "taskwire_tasks_abandoned",
        "Tasks that ended while their code did not stop.",
        types,
        TypeReading::abandoned);
    histogram("taskwire_task_wait_seconds", "From acceptance to start.", types, TypeReading::waits);
    histogram("taskwire_task_run_seconds", "From start to end.", types, TypeReading::runs);
  }

  private void events(List<TypeReading> types) {
    counter("taskwire_events", "Events of the tasks that have ended.", types, TypeReading::events);
    counter(
        "taskwire_events_dropped",
        "Events that their logs did not keep, of the tasks that have ended.",
        types,
        TypeReading::droppedEvents);
  }

  private void engine(EngineLoad load, TaskSettings settings) {
    gauge("taskwire_workers_busy", "Workers that have a task.", load.running());
    gauge("taskwire_workers_limit", "Tasks that may run at once.", settings.maxWorkers());
    gauge("taskwire_queue_length", "Tasks in the queue.", load.pending());
    gauge("taskwire_queue_limit", "Tasks that may wait.", settings.maxPending());
    gauge("taskwire_threads_stuck", "Threads held by abandoned tasks.", load.abandoned());
  }

  private void streams(StreamStatistics streams, TaskSettings settings, Distribution delays) {
    // the ends are read first: what was opened meanwhile is open
    long ended = streams.ended();
    long slow = streams.slow();
    long vanished = streams.vanished();
    long opened = streams.opened();
    List<Sample> ends =
        List.of(
            new Value(Map.of("end", "ended"), ended),
            new Value(Map.of("end", "slow"), slow),
            new Value(Map.of("end", "vanished"), vanished));
    long open = Math.max(0, opened - ended - slow - vanished);
    gauge("taskwire_streams_open", "Event streams that are open.", open);
    gauge(
        "taskwire_streams_limit",
        "Event streams that may be open.",
        settings.streams().maxStreams());
    single("taskwire_streams_opened", "Event streams that were ever opened.", Kind.COUNTER, opened);
    single(
        "taskwire_streams_refused",
        "Event streams refused because too many were open, or memory was short.",
        Kind.COUNTER,
        streams.refused());
    families.add(
        new MetricFamily(
            "taskwire_streams_closed",
            "Event streams that are over: sent to the end, cut because the client took nothing, or left by the client.",
            Kind.COUNTER,
            ends));
    single(
        "taskwire_stream_events",
        "Events sent, once for each stream.",
        Kind.COUNTER,
        streams.events());
    single("taskwire_stream_bytes", "Bytes sent to event streams.", Kind.COUNTER, streams.bytes());
    families.add(
        new MetricFamily(
            "taskwire_stream_delivery_delay_seconds",
            "From a wake-up to the thread that writes, sampled each second.",
            Kind.HISTOGRAM,
            List.of(new Spread(Map.of(), delays))));
  }

  private static List<Sample> outcomes(TypeReading type) {
    return List.of(
        new Value(Map.of(TYPE, type.type(), "outcome", "completed"), type.completed()),
        new Value(Map.of(TYPE, type.type(), "outcome", "failed"), type.failed()),
        new Value(Map.of(TYPE, type.type(), "outcome", "cancelled"), type.cancelled()));
  }

  private void gauge(String name, String help, long value) {
    single(name, help, Kind.GAUGE, value);
  }

  private void single(String name, String help, Kind kind, long value) {
    families.add(new MetricFamily(name, help, kind, List.of(new Value(Map.of(), value))));
  }

  private void counter(
      String name, String help, List<TypeReading> types, ToLongFunction<TypeReading> value) {
    add(name, help, Kind.COUNTER, types, value);
  }

  private void add(
      String name,
      String help,
      Kind kind,
      List<TypeReading> types,
      ToLongFunction<TypeReading> value) {
    families.add(
        new MetricFamily(
            name,
            help,
            kind,
            types.stream()
                .<Sample>map(type -> new Value(Map.of(TYPE, type.type()), value.applyAsLong(type)))
                .toList()));
  }

  private void histogram(
      String name,
      String help,
      List<TypeReading> types,
      Function<TypeReading, Distribution> value) {
    families.add(
        new MetricFamily(
            name,
            help,
            Kind.HISTOGRAM,
            types.stream()
                .<Sample>map(type -> new Spread(Map.of(TYPE, type.type()), value.apply(type)))
                .toList()));
  }
}
