package dev.taskwire.engine;

import dev.taskwire.TaskEvent;
import dev.taskwire.TaskStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a {@link TaskListener} may know of a task. Thread-safe. */
public interface TaskFacts {
  /** Its beginning, once a worker has begun to execute it. */
  TaskEvent startEvent();

  /** Its terminal event, once it has ended. */
  TaskEvent endEvent();

  /** The name of its type. */
  String type();

  /** Where it is in its life. */
  TaskStatus status();

  /** The code of its failure; {@code null} unless it failed. */
  @Nullable String failureCode();

  /** Whether it was given up while its code still ran. */
  boolean isAbandoned();

  /** How long it waited for a worker. */
  Duration waited();

  /** How long it ran; zero if it never did. */
  Duration ran();

  /** The limit of its running time; zero for none. */
  Duration timeout();

  /** Whether a worker ever began to execute it. */
  boolean hasRun();

  /** How many events it has had. */
  long events();

  /** How many of them its log keeps no more, because newer ones needed the room. */
  long droppedEvents();
}
