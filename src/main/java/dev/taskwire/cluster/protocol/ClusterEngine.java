package dev.taskwire.cluster.protocol;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all servers of one Taskwire share: tasks, events, servers, as bytes and fields.
 *
 * <p>State, not messages: everything that counts is a field here; a bell only says "look", may be
 * lost or come twice, and everything is looked at once a second anyway. Whatever decides something
 * is decided for one task at once, on condition of its fence and status, and may be repeated after
 * an unknown outcome ({@link Answer}). Lists and queues are found beside the tasks and may lag
 * behind them: the task decides, {@link #sweep} repairs the rest.
 *
 * <p>Time is the engine's own. Whatever is here expires: an open task an hour after its last write
 * or sweep, an ended one after its retention.
 *
 * <p>Every method blocks until there is an answer or its deadline is over, then with an {@link
 * EngineUnavailableException}. Thread-safe.
 */
public interface ClusterEngine extends AutoCloseable {
  /**
   * A server comes, under an id that nobody has ever used, and its bell is listened to from now on.
   * Whoever was fenced joins again under a new one; the bell of the old one is silent then.
   */
  void join(String node, NodeDescription description, BellListener bell);

  /** A server is alive; it learns of the others, and of what is wanted of its tasks. */
  BeatAnswer beat(Beat beat);

  /**
   * Whether a server is known as it was: nothing that was here then has been lost since.
   *
   * @param since the counter from which on it is known, as a beat answered
   */
  boolean remembers(String node, long since);

  /**
   * Declares a server lost, on condition that its counter is still this one, and that the engine
   * knows who says so: it has not forgotten all in between. Its owner never writes under that id
   * again; its open tasks are then to be taken, one by one. A server that leaves declares itself
   * lost.
   *
   * @param by the server that says so, not lost itself
   * @param counter what it was seen at; -1: the engine is to know nothing of it
   * @return {@code DONE}, {@code REPEATED}, or {@code BEHIND}: it is alive, or that is not known
   */
  Answer declareLost(String by, String node, long counter);

  /** The open tasks that are on a server, as far as is listed: one that is lost, say. */
  Set<String> openTasks(String node);

  /**
   * Writes a whole task that is not there: one that was started, or that the engine has lost. When
   * it is repeated, it mends the lists. One that was removed is not written again: {@code FENCED}.
   */
  CreateAnswer create(NewTask task);

  /** Writes whole tasks that the engine has lost, each by itself, as {@link #create} does. */
  void restore(List<NewTask> tasks);

  /**
   * Writes what is new about own tasks, in the order given, each by itself.
   *
   * @param node the writer
   */
  List<WriteAnswer> write(String node, List<? extends TaskWrite> writes);

  /** A task with its result; {@code null} if there is none with this id. */
  @Nullable TaskRecord find(String taskId);

  /** Tasks, newest first; costs what it answers. */
  Page list(Listing listing);

  /**
   * What there is after the cursors, by id, of the tasks that exist or were removed before their
   * retention was over.
   */
  Map<String, TaskNews> read(Collection<TaskCursor> cursors);

  /**
   * A server watches tasks, for so long; renewed before that is over. To be followed by {@link
   * #read}: what is written later is rung.
   *
   * @return the servers that have them, by task: to be rung if the watch is new
   */
  Map<String, String> watch(String node, Collection<Watch> watches, Duration howLong);

  /** Records what somebody wants of a task, and tells the server that has it with its heartbeat. */
  IntentAnswer apply(Intent intent);

  /**
   * Takes an open task from a server that was declared lost; its fence grows. The taker then ends
   * it, or releases it.
   *
   * @return {@code null}: it has ended, or is not there any more
   */
  @Nullable Taken take(String taskId, String from, String to);

  /**
   * Claims the oldest of the tasks that wait for any server; its fence grows.
   *
   * @param types those that the server can read; tasks that it has refused are left out
   * @return {@code null}: nothing waits for it
   */
  @Nullable Taken claim(String node, Set<String> types);

  /**
   * Rings servers: tasks to look at by server; no task: there is one to claim. May do nothing; does
   * not fail.
   */
  void ring(Map<String, ? extends Collection<String>> tasksByNode);

  /**
   * Puts a small value if there is none under this key: for idempotency keys, and for what all
   * servers must have in common.
   *
   * @return what is there now: this value, or an older one
   */
  byte[] putIfAbsent(String key, byte[] value, Duration life);

  /**
   * Replaces a small value, on condition that it is the expected one.
   *
   * @param value {@code null} removes it
   * @return whether it was
   */
  boolean replace(String key, byte[] expected, byte @Nullable [] value, Duration life);

  /**
   * Goes through a part of what is here: mends lists, drops what has expired from them, renews what
   * waits for any server, forgets servers that were declared lost an hour ago.
   *
   * @param from {@code null} at the beginning; what the call before gave back
   */
  Swept sweep(@Nullable String from);

  /** Lets go of connections and threads. */
  @Override
  void close();
}
