package dev.taskwire.stream;

import dev.taskwire.log.EventLog;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the streams that watch one event log. What they send, they read from the log themselves,
 * each at its own pace; so a broadcast costs its caller one queue entry a delivery loop, whoever is
 * watching.
 *
 * <p>Thread-safe.
 */
public final class TaskBroadcaster implements SseBroadcaster {
  private static final CompletionStage<?> DONE = CompletableFuture.completedStage(null);

  private final EventLog log;
  private final WatcherSet watchers;
  private final List<Consumer<SseEventSink>> closeListeners = new CopyOnWriteArrayList<>();
  private final List<BiConsumer<SseEventSink, Throwable>> errorListeners =
      new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** Creates a broadcaster that wakes nobody yet. */
  public TaskBroadcaster(EventLog log, DeliveryLoops loops) {
    this.log = log;
    this.watchers = new WatcherSet(loops);
    log.listeners().add(watchers::wake);
  }

  /** The log that is watched. */
  public EventLog log() {
    return log;
  }

  /**
   * Adds a stream of this application.
   *
   * @throws IllegalArgumentException for any other sink: its {@code send} may block, which would
   *     hold up all others
   */
  @Override
  public void register(SseEventSink sink) {
    if (!(sink instanceof EventStreamSink stream)) {
      throw new IllegalArgumentException("Only streams opened by EventStreams can watch a task");
    }
    watchers.add(stream);
    if (closed) {
      stream.close();
    }
  }

  /**
   * Announces that the log has something to read; the event itself is taken from there. Never
   * blocks.
   */
  @Override
  public CompletionStage<?> broadcast(OutboundSseEvent event) {
    watchers.wake();
    return DONE;
  }

  @Override
  public void onError(BiConsumer<SseEventSink, Throwable> listener) {
    errorListeners.add(listener);
  }

  @Override
  public void onClose(Consumer<SseEventSink> listener) {
    closeListeners.add(listener);
  }

  @Override
  public void close() {
    close(true);
  }

  /**
   * Lets every stream send what the log has now, then end; if not {@code cascading}, they go on to
   * the terminal event.
   */
  @Override
  public void close(boolean cascading) {
    closed = true;
    if (cascading) {
      watchers.forEach(
          watcher -> {
            if (watcher instanceof EventStreamSink stream) {
              stream.close();
            }
          });
    }
  }

  /** Whether a stream watches, or somebody waits for events. */
  public boolean isWatched() {
    return watchers.isAny() || log.listeners().hasOthers();
  }

  /** Whether it is watched by itself, and not only among many. */
  public boolean isWatchedClosely() {
    boolean[] closely = {log.listeners().hasOthers()};
    watchers.forEach(watcher -> closely[0] |= watcher instanceof EventStreamSink);
    return closely[0];
  }

  WatcherSet watchers() {
    return watchers;
  }

  /**
   * Removes a stream that is over and tells the listeners, with the failure that ended it if there
   * was one.
   */
  void forget(EventStreamSink stream, @Nullable Throwable failure) {
    watchers.remove(stream);
    if (failure != null) {
      errorListeners.forEach(listener -> listener.accept(stream, failure));
    }
    closeListeners.forEach(listener -> listener.accept(stream));
  }
}
