package dev.taskwire.cluster.protocol;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep found.
 *
 * @param absentNodes servers that have open tasks, but of which the engine knows nothing, or that
 *     they are lost
 * @param next what to give to the next call; {@code null}: it has been through everything
 */
public record Swept(Set<String> absentNodes, @Nullable String next) {
  /** Copies the set, in its order. */
  public Swept {
    absentNodes = Collections.unmodifiableSet(new LinkedHashSet<>(absentNodes));
  }
}
