package dev.taskwire.settings;

import java.time.Duration;

/**
 * The configuration of the engine: the keys {@code tasks.*}, validated.
 *
 * @param maxWorkers tasks running at once
 * @param maxPending tasks waiting for a worker
 * @param taskTimeout limit of running time; zero for none
 * @param retention how long a finished task stays: {@code tasks.cleanup-interval}
 * @param maxRetained finished tasks at once
 * @param interruptAfter from the request to stop to the interrupt
 * @param cancelGrace from the request to stop to the abandonment
 * @param eventLogCapacity events a task
 * @param maxTextLength characters of a progress text or an error message
 * @param maxResultBytes a serialised result
 * @param exposeStackTraces whether a failure's data carries the stack trace
 * @param access who may see a task
 * @param streams the limits of event streams
 */
public record TaskSettings(
    int maxWorkers,
    int maxPending,
    Duration taskTimeout,
    Duration retention,
    int maxRetained,
    Duration interruptAfter,
    Duration cancelGrace,
    int eventLogCapacity,
    int maxTextLength,
    int maxResultBytes,
    boolean exposeStackTraces,
    Access access,
    StreamSettings streams) {
  /** Each takes a thread; so many are for virtual ones, or tasks that sleep. */
  static final int MOST_WORKERS = 10_000;

  private static final int DAY = 86_400;

  /**
   * Reads the settings.
   *
   * @throws IllegalStateException with a sentence that names key, value and what is allowed
   */
  public static TaskSettings from(SettingsReader read) {
    return new TaskSettings(
        read.number("tasks.max-workers", 4, 1, MOST_WORKERS),
        read.number("tasks.max-pending", 1000, 0, 1_000_000),
        read.seconds("tasks.task-timeout", 300, 0, 365 * DAY),
        read.seconds("tasks.cleanup-interval", 600, 1, 365 * DAY),
        read.number("tasks.max-retained", 10_000, 1, 10_000_000),
        read.seconds("tasks.interrupt-after", 5, 0, DAY),
        read.seconds("tasks.cancel-grace", 30, 0, DAY),
        read.number("tasks.event-log-capacity", 256, 2, 10_000_000),
        read.number("tasks.max-text-length", 4096, 1, 1_000_000),
        read.number("tasks.max-result-bytes", 1_048_576, 4, 1_000_000_000),
        read.flag("tasks.expose-stack-traces"),
        read.choice("tasks.access", Access.OPEN, Access.class),
        new StreamSettings(
            read.number("tasks.max-streams", 10_000, 1, 1_000_000),
            read.seconds("tasks.heartbeat-interval", 15, 1, 3600),
            read.seconds("tasks.slow-subscriber-timeout", 10, 1, 3600)));
  }
}
