package dev.taskwire.stream;

import dev.taskwire.json.Utf8Buffer;
import dev.taskwire.log.EventLog;
import dev.taskwire.log.LogCursor;
import dev.taskwire.log.RetainedEvent;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The events of a task after one that the client has seen, as an answer with JSON: those that there
 * are, or, with none yet, those that there are when the first one comes or the wait is over.
 */
final class PollSource implements FrameSource {
  private static final int PIECE = 16 * 1024;
  private static final int MOST_EVENTS = 1000;
  private static final int BATCH = 32;

  private final TaskBroadcaster broadcaster;
  private final BooleanSupplier waitIsOver;
  private final LogCursor slice = new LogCursor(0);
  private final Utf8Buffer buffer = new Utf8Buffer(512);
  private final Queue<RetainedEvent> batch = new ArrayDeque<>();
  private @Nullable EventStreamSink stream;
  private @Nullable RetainedEvent large;
  private long position;
  private long until;
  private int told;
  private boolean begun;
  private boolean complete;
  private boolean stopped;

  PollSource(TaskBroadcaster broadcaster, long seen, BooleanSupplier waitIsOver) {
    this.broadcaster = broadcaster;
    this.position = seen;
    this.waitIsOver = waitIsOver;
  }

  @Override
  public StreamForm form() {
    return StreamForm.JSON;
  }

  @Override
  public void open(EventStreamSink newStream) {
    stream = newStream;
    broadcaster.register(newStream);
  }

  @Override
  public @Nullable LogCursor next() {
    slice.release();
    if (complete || !begun && !isDue()) {
      return null;
    }
    RetainedEvent alone = large;
    if (alone != null) {
      large = null;
      alone.showIn(slice);
      return slice;
    }
    buffer.reset();
    if (!begun) {
      begun = true;
      until = broadcaster.log().last();
      buffer.ascii("{\"events\":[");
    }
    while (!complete && large == null && buffer.length() < PIECE) {
      append(nextEvent());
    }
    slice.moveTo(0, 0, buffer.array(), 0, buffer.length());
    return slice;
  }

  private boolean isDue() {
    EventLog log = broadcaster.log();
    return stopped || log.last() > position || log.hasEnded() || waitIsOver.getAsBoolean();
  }

  private void append(@Nullable RetainedEvent event) {
    if (event == null) {
      buffer.ascii("]}");
      complete = true;
      return;
    }
    buffer.ascii(told++ == 0 ? "{\"sequence\":" : ",{\"sequence\":").number(event.sequence());
    buffer.ascii(",");
    if (event.length() > PIECE) {
      large = event; // as it lies in the log: no copy for each client
    } else {
      event.appendTo(buffer);
    }
  }

  private @Nullable RetainedEvent nextEvent() {
    if (batch.isEmpty() && position < until && told < MOST_EVENTS) {
      batch.addAll(broadcaster.log().eventsAfter(position, Math.min(BATCH, MOST_EVENTS - told)));
    }
    RetainedEvent next = batch.poll();
    if (next != null) {
      position = next.sequence();
    }
    return next;
  }

  @Override
  public boolean isBehind() {
    return !complete && (begun || isDue());
  }

  @Override
  public boolean isExhausted() {
    return complete;
  }

  @Override
  public void stop() {
    stopped = true;
  }

  @Override
  public void close() {
    slice.release();
    batch.clear();
    if (stream != null) {
      broadcaster.forget(stream, stream.failure());
    }
  }
}
