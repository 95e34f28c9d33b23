package dev.taskwire.cluster.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a heartbeat brings back.
 *
 * @param answer {@code DONE}; {@code FENCED}: this server was declared lost; {@code UNKNOWN}: the
 *     engine knows it from another counter on than it thinks: it has lost what it had in between,
 *     and says so until the server has heard it
 * @param since the counter from which on the engine knows this server
 * @param nodes all servers by id, this one and those declared lost in the last hour included
 * @param nowMicros the engine's clock, microseconds
 * @param intents tasks of this server of which somebody elsewhere wants something: read them
 */
public record BeatAnswer(
    Answer answer, long since, Map<String, NodeBeat> nodes, long nowMicros, Set<String> intents) {
  /** Copies the collections, in their order. */
  public BeatAnswer {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    intents = Collections.unmodifiableSet(new LinkedHashSet<>(intents));
  }
}
