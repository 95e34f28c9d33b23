package dev.taskwire.metrics;

/**
 * The numbers of a task type at one moment: {@code accepted = pending + running + completed +
 * failed + cancelled}.
 *
 * @param type the name of the type
 * @param accepted starts that were taken
 * @param rejected starts that were refused
 * @param pending tasks that wait for a worker
 * @param running tasks that have one
 * @param completed tasks that ended with a result
 * @param failed tasks that ended with an error
 * @param cancelled tasks that were stopped
 * @param timedOut those of the failed ones that ran too long
 * @param abandoned those of the failed and cancelled ones whose code did not stop
 * @param events events of the tasks that have ended
 * @param droppedEvents those of them that their logs did not keep
 * @param waits from acceptance to start
 * @param runs from start to end
 */
record TypeReading(
    String type,
    long accepted,
    long rejected,
    long pending,
    long running,
    long completed,
    long failed,
    long cancelled,
    long timedOut,
    long abandoned,
    long events,
    long droppedEvents,
    Distribution waits,
    Distribution runs) {}
