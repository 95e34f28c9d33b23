package dev.taskwire.cluster.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What comes of a {@link TaskWrite}.
 *
 * @param answer what happened
 * @param fence the task's fence now; 0 if it is unknown
 * @param last the newest sequence that is recorded
 * @param cancelRequested whether somebody asked the task to stop
 * @param watchers the servers that watch it, this one left out: to be rung by the writer
 */
public record WriteAnswer(
    Answer answer,
    long fence,
    long last,
    boolean cancelRequested,
    Map<String, WatchRate> watchers) {
  /** Copies the map, in its order. */
  public WriteAnswer {
    watchers = Collections.unmodifiableMap(new LinkedHashMap<>(watchers));
  }
}
