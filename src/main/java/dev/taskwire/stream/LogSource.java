package dev.taskwire.stream;

import dev.taskwire.log.LogCursor;
import org.jspecify.annotations.Nullable;

/** The frames of one task, to the terminal event. */
final class LogSource implements FrameSource {
  private final TaskBroadcaster broadcaster;
  private final LogCursor cursor;
  private @Nullable EventStreamSink stream;

  LogSource(TaskBroadcaster broadcaster, long lastEventId) {
    this.broadcaster = broadcaster;
    this.cursor = new LogCursor(lastEventId);
  }

  @Override
  public void open(EventStreamSink newStream) {
    stream = newStream;
    broadcaster.register(newStream);
  }

  @Override
  public @Nullable LogCursor next() {
    return broadcaster.log().read(cursor) ? cursor : null;
  }

  @Override
  public boolean isBehind() {
    return cursor.sequence() < broadcaster.log().last();
  }

  @Override
  public boolean isExhausted() {
    return broadcaster.log().isExhausted(cursor.sequence());
  }

  @Override
  public void close() {
    cursor.release();
    if (stream != null) {
      broadcaster.forget(stream, stream.failure());
    }
  }
}
