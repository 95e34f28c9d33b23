package dev.taskwire.stream;

import dev.taskwire.log.LogCursor;
import org.jspecify.annotations.Nullable;

/**
 * What one stream sends: frames, as many as there are now, until it is exhausted. Confined to the
 * loop of its stream.
 */
interface FrameSource {
  /** What the stream looks like around the frames. */
  default StreamForm form() {
    return StreamForm.EVENTS;
  }

  /**
   * Arranges that {@code stream} is woken for new frames; called once, before anything else, on the
   * request's thread.
   */
  void open(EventStreamSink stream);

  /**
   * Finds the next frames and moves on.
   *
   * @return the position whose slice is to be sent; {@code null} if there is nothing to send now
   */
  @Nullable LogCursor next();

  /** Whether there may be something to send; cheap, for one who was not told of it. */
  boolean isBehind();

  /** Whether nothing will ever come again: the stream ends. */
  boolean isExhausted();

  /** The server stops: what has to come for a proper end comes now. */
  default void stop() {}

  /** Undoes {@link #open}; called once, when the stream is over, however it ended. */
  void close();
}
