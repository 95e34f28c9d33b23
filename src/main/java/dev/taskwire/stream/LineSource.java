package dev.taskwire.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwire.log.LogCursor;
import org.jspecify.annotations.Nullable;

/**
 * The state of one task as text that is drawn anew when it changes, to the terminal event. Changes
 * that come faster than they can be sent are drawn once.
 */
final class LineSource implements FrameSource {
  private final TaskBroadcaster broadcaster;
  private final ProgressText text;
  private final LogCursor line = new LogCursor(-1);
  private @Nullable EventStreamSink stream;

  LineSource(TaskBroadcaster broadcaster, ProgressText text) {
    this.broadcaster = broadcaster;
    this.text = text;
  }

  @Override
  public StreamForm form() {
    return text.redraws() ? StreamForm.LINE : StreamForm.LOG;
  }

  @Override
  public void open(EventStreamSink newStream) {
    stream = newStream;
    broadcaster.register(newStream);
  }

  @Override
  public @Nullable LogCursor next() {
    long last = broadcaster.log().last();
    if (last == line.sequence()) {
      return null;
    }
    // asked first: what is drawn afterwards is at least as new
    boolean ended = broadcaster.log().isExhausted(last);
    byte[] drawn = text.draw(ended).getBytes(UTF_8);
    line.moveTo(last, 1, drawn, 0, drawn.length);
    return drawn.length == 0 ? null : line;
  }

  @Override
  public boolean isBehind() {
    return line.sequence() != broadcaster.log().last();
  }

  @Override
  public boolean isExhausted() {
    return broadcaster.log().isExhausted(line.sequence());
  }

  @Override
  public void close() {
    line.release();
    if (stream != null) {
      broadcaster.forget(stream, stream.failure());
    }
  }
}
