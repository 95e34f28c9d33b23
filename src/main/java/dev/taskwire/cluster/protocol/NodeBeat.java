package dev.taskwire.cluster.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A server as the engine knows it.
 *
 * @param counter what it last raised its counter to
 * @param lost whether it was declared lost: it never comes back under this id
 * @param description what it last told
 */
public record NodeBeat(long counter, boolean lost, NodeDescription description) {
  /** The name by which people know a server: its own, or its id if it told none. */
  public static String nameOf(String id, @Nullable NodeBeat beat) {
    return beat == null || beat.description().name().isEmpty() ? id : beat.description().name();
  }
}
