package dev.taskwire.cluster;

import dev.taskwire.cluster.membership.ClusterState;
import dev.taskwire.cluster.membership.Membership;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.lifecycle.Cancellation;
import dev.taskwire.log.LogSlice;
import dev.taskwire.sharing.OwnTask;
import dev.taskwire.sharing.ServerTasks;
import dev.taskwire.sharing.SharedCounts;
import dev.taskwire.sharing.SharedState;
import dev.taskwire.sharing.SharedTasks;
import dev.taskwire.sharing.SharedTasksAwayException;
import dev.taskwire.sharing.TaskSpec;
import dev.taskwire.sharing.TaskView;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The servers that share their tasks with this one: puts together what records, mirrors and
 * decides. Thread-safe.
 */
final class Cluster implements SharedTasks {
  private final ClusterSettings settings;
  private final Function<ThreadFactory, ClusterEngine> opener;
  private final CompletionStage<?> ready;
  private final Tally tally;
  private volatile @Nullable Node node;

  /**
   * Creates it; it joins the others when it is opened.
   *
   * @param opener connects to the engine
   */
  Cluster(ClusterSettings settings, Function<ThreadFactory, ClusterEngine> opener) {
    this(settings, opener, CompletableFuture.completedFuture(settings), new Tally());
  }

  /**
   * Creates it; it joins the others when it is opened, and ready.
   *
   * @param opener connects to the engine
   * @param ready when it can
   * @param tally counts what it does
   */
  Cluster(
      ClusterSettings settings,
      Function<ThreadFactory, ClusterEngine> opener,
      CompletionStage<?> ready,
      Tally tally) {
    this.settings = settings;
    this.opener = opener;
    this.ready = ready;
    this.tally = tally;
  }

  @Override
  public String node() {
    return settings.nodeName();
  }

  @Override
  public void open(ServerTasks tasks, ThreadFactory threads) {
    Node opened = new Node(settings, opener.apply(threads), tasks, tally);
    node = opened;
    ready.thenRun(() -> opened.start(threads));
  }

  Node opened() {
    return Objects.requireNonNull(node, "open() comes first");
  }

  private static <T extends @Nullable Object> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (EngineUnavailableException away) {
      throw new SharedTasksAwayException(away);
    }
  }

  @Override
  public void accept(OwnTask task, @Nullable TaskSpec spec) {
    boolean travels = spec != null && (settings.distribute() || spec.isRestartable());
    boolean isLocal = settings.startsLocally() && opened().membership.state() != ClusterState.UP;
    opened().recorder.accept(task, travels && !isLocal ? spec : null);
  }

  @Override
  public boolean distributes() {
    return settings.distribute() && opened().membership.state() == ClusterState.UP;
  }

  @Override
  public void offer(OwnTask task, TaskSpec spec, int mostWaiting) {
    opened().offer(task, spec, mostWaiting);
  }

  @Override
  public void workerFree() {
    Node opened = node;
    if (opened != null) {
      opened.claiming.wake();
    }
  }

  @Override
  public boolean begin(OwnTask task, LogSlice event) {
    return opened().recorder.begin(task, event);
  }

  @Override
  public boolean goesOn(OwnTask task) {
    return opened().goesOn(task);
  }

  @Override
  public void end(OwnTask task) {
    opened().recorder.end(task);
  }

  @Override
  public @Nullable TaskView find(String taskId) {
    return asked(() -> opened().mirrors.find(taskId));
  }

  @Override
  public @Nullable Duration age(String taskId) {
    return asked(
        () -> {
          Mirror mirror = opened().mirrors.find(taskId);
          return mirror == null ? null : opened().membership.since(mirror.task().acceptedMicros());
        });
  }

  @Override
  public List<? extends TaskView> list() {
    return asked(() -> opened().mirrors.list());
  }

  @Override
  public void catchUp() {
    asked(
        () -> {
          opened().following.begin();
          return true;
        });
  }

  @Override
  public List<? extends TaskView> known() {
    return opened().following.known();
  }

  @Override
  public @Nullable TaskView known(String taskId) {
    return opened().mirrors.get(taskId);
  }

  @Override
  public Cancellation cancel(String taskId) {
    return asked(() -> opened().intents.cancel(taskId));
  }

  @Override
  public boolean remove(String taskId) {
    return asked(() -> opened().intents.remove(taskId));
  }

  @Override
  public byte[] common(String key, byte[] proposal) {
    return asked(() -> opened().values.agree(key, proposal));
  }

  @Override
  public byte[] putIfAbsent(String key, byte[] value, Duration life) {
    return asked(() -> opened().values.putIfAbsent(key, value, life));
  }

  @Override
  public boolean replace(String key, byte[] expected, byte @Nullable [] value, Duration life) {
    return asked(() -> opened().values.replace(key, expected, value, life));
  }

  @Override
  public void replaceSoon(String key, byte[] expected, byte @Nullable [] value, Duration life) {
    opened().values.replaceSoon(key, expected, value, life);
  }

  @Override
  public SharedState state() {
    Membership membership = opened().membership;
    List<SharedState.Node> nodes =
        membership.nodes().values().stream()
            .map(
                beat ->
                    new SharedState.Node(
                        beat.description().name(),
                        beat.lost() ? "lost" : beat.description().draining() ? "draining" : "up",
                        beat.description().running(),
                        beat.description().pending()))
            .sorted(
                Comparator.comparing(SharedState.Node::name).thenComparing(SharedState.Node::state))
            .toList();
    return new SharedState(membership.state().name().toLowerCase(Locale.ROOT), nodes);
  }

  @Override
  public SharedCounts counts() {
    Node known = opened();
    return new SharedCounts(
        tally.flushes.sum(),
        tally.flushedBytes.sum(),
        known.endsHeld(),
        known.mirrors.all().size(),
        known.mirrors.lag(),
        tally.fenced.sum(),
        tally.lost.sum(),
        tally.engineErrors.sum());
  }

  @Override
  public void close(Duration most) {
    Node opened = node;
    if (opened != null) {
      opened.close(most);
    }
  }
}
