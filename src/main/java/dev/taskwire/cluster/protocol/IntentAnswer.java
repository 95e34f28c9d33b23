package dev.taskwire.cluster.protocol;

import dev.taskwire.TaskStatus;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What comes of an {@link Intent}.
 *
 * @param answer {@code DONE}, {@code REPEATED} (asked before, still stopping), {@code ENDED} (too
 *     late), {@code BEHIND}, {@code OPEN}, {@code UNKNOWN}
 * @param status the task's status now; {@code null} if it is unknown, or was removed
 * @param toRing the servers that are concerned: the one that has it, those that watch it
 */
public record IntentAnswer(Answer answer, @Nullable TaskStatus status, Set<String> toRing) {
  /** Copies the set, in its order. */
  public IntentAnswer {
    toRing = Collections.unmodifiableSet(new LinkedHashSet<>(toRing));
  }
}
