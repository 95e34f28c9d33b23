package dev.taskwire.cluster.membership;

import dev.taskwire.cluster.protocol.Answer;
import dev.taskwire.cluster.protocol.Beat;
import dev.taskwire.cluster.protocol.BeatAnswer;
import dev.taskwire.cluster.protocol.BellListener;
import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.NodeBeat;
import dev.taskwire.cluster.protocol.NodeDescription;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A server's place among the others: it comes, raises its counter, learns of the others, declares
 * lost who stands still, and begins anew when it was declared lost itself.
 *
 * <p>{@link #tick} is called every heartbeat, on one thread; what tells how things stand may be
 * called on any.
 */
public final class Membership {
  private static final Logger LOG = Logger.getLogger(Membership.class.getName());

  /** Tombstones stay for an hour; who was away for longer cannot tell whether there was one. */
  private static final long TOMBSTONE_NANOS = Duration.ofMinutes(50).toNanos();

  private static final int SUSPECT_AFTER = 3;

  /** How many heartbeats apart own ones may be; more is a pause. */
  public static final int LONGEST_GAP = 2;

  private final ClusterEngine engine;
  private final Supplier<String> freshIds;
  private final Supplier<NodeDescription> description;
  private final BellListener bell;
  private final MembershipListener listener;
  private final Estates estates;
  private final PeerWatch peers;
  private final LongSupplier nanos;
  private final long heartbeatNanos;
  private final EngineReach reach = new EngineReach();
  private final HandledIntents handled = new HandledIntents();

  private volatile @Nullable String node;
  private volatile long lastSuccess;
  private volatile @Nullable Long confirmed;
  private volatile Map<String, NodeBeat> nodes = Map.of();
  private volatile @Nullable Long succeedingSince;
  private volatile @Nullable EngineTime time;
  private volatile @Nullable Long forgottenAt;
  private volatile long since;
  private @Nullable String candidate;
  private long counter;
  private long acknowledged;

  /**
   * Creates a server that has not come yet.
   *
   * @param nanos monotonic time
   * @param freshIds makes ids that nobody has ever had
   * @param description what it tells the others about itself
   */
  public Membership(
      ClusterEngine engine,
      LongSupplier nanos,
      Duration heartbeat,
      PeerWatch peers,
      Estates estates,
      Supplier<String> freshIds,
      Supplier<NodeDescription> description,
      BellListener bell,
      MembershipListener listener) {
    this.engine = engine;
    this.nanos = nanos;
    this.heartbeatNanos = heartbeat.toNanos();
    this.peers = peers;
    this.estates = estates;
    this.freshIds = freshIds;
    this.description = description;
    this.bell = bell;
    this.listener = listener;
  }

  /** One heartbeat, and what follows from it. Throws nothing if the engine is away. */
  public void tick() {
    try {
      String self = node;
      beat(self == null ? join() : self);
    } catch (EngineUnavailableException away) {
      succeedingSince = null;
      peers.failed();
      reach.failed(away, state());
    }
  }

  private String join() {
    String id = candidate == null ? freshIds.get() : candidate;
    candidate = id;
    counter = 0;
    acknowledged = 0;
    since = 0;
    engine.join(id, description.get(), bell);
    candidate = null;
    node = id;
    lastSuccess = nanos.getAsLong();
    listener.joined(id);
    return id;
  }

  private void beat(String self) {
    Set<String> told = handled.untold();
    long sent = nanos.getAsLong();
    BeatAnswer answer = engine.beat(new Beat(self, ++counter, since, description.get(), told));
    long received = nanos.getAsLong();
    Set<String> silent = handled.told(told, answer.intents());
    boolean longAway = sent - lastSuccess > TOMBSTONE_NANOS;
    if (answer.answer() == Answer.FENCED || answer.answer() == Answer.UNKNOWN && longAway) {
      fenced(self);
      return;
    }
    if (succeedingSince == null || sent - lastSuccess > LONGEST_GAP * heartbeatNanos) {
      succeedingSince = received;
    }
    reach.succeeded();
    lastSuccess = received;
    acknowledged = counter;
    confirmed = sent;
    nodes = answer.nodes();
    time = new EngineTime(answer.nowMicros(), received);
    if (answer.answer() == Answer.UNKNOWN) {
      forgottenAt = received; // first: see Absence
      since = answer.since();
      LOG.warning("The engine has lost what it had; what this server holds is written again.");
      succeedingSince = received;
      peers.failed();
      listener.engineForgot();
    }
    if (!answer.intents().isEmpty()) {
      listener.wanted(answer.intents());
    }
    if (!silent.isEmpty()) {
      listener.toldNoMore(silent);
    }
    estates.seen(answer.nodes());
    peers
        .succeeded(sent, received, self, answer.nodes())
        .forEach((peer, stoodAt) -> declareLost(self, peer, stoodAt));
  }

  private void declareLost(String self, String peer, long stoodAt) {
    if (engine.declareLost(self, peer, stoodAt) == Answer.DONE) {
      String name = NodeBeat.nameOf(peer, nodes.get(peer));
      LOG.warning(() -> "The server " + name + " is lost; its tasks are taken over.");
      estates.inherit(peer);
      listener.declaredLost(peer);
    }
  }

  private void fenced(String self) {
    LOG.warning("This server was declared lost by the others; it stops its tasks and joins anew.");
    node = null;
    succeedingSince = null;
    peers.failed();
    handled.clear();
    estates.forget();
    listener.fenced(self);
    beat(join());
  }

  /** An intent was acted upon, and need not be told again. */
  public void handled(String taskId) {
    handled.add(taskId);
  }

  /**
   * The server leaves: nobody waits for it. To be called when its tasks have ended; what has not is
   * taken by the others. No tick follows.
   */
  public void leave() {
    String self = node;
    if (self == null) {
      return;
    }
    // a heartbeat without an answer may have failed on its way there, or on its way back
    Answer answer = Answer.BEHIND;
    for (long at = counter; at >= acknowledged && answer == Answer.BEHIND; at--) {
      answer = engine.declareLost(self, self, at);
    }
  }

  /** Its id now; {@code null} before it has come. It changes when it was fenced. */
  public @Nullable String node() {
    return node;
  }

  /**
   * Since when all its heartbeats have succeeded, without a pause; {@code null}: the last failed.
   */
  public @Nullable Long succeedingSince() {
    return succeedingSince;
  }

  /**
   * Whether a heartbeat that was sent after this time has succeeded: so the server was not declared
   * lost until then.
   */
  public boolean hasBeatenSince(long time) {
    Long sent = confirmed;
    return sent != null && sent - time > 0;
  }

  /** The counter from which on the engine knows this server, as far as that is known here. */
  long knownSince() {
    return since;
  }

  /** When it was last found out that the engine had lost what it had; {@code null}: never. */
  @Nullable Long forgottenAt() {
    return forgottenAt;
  }

  /** All servers, as of the last heartbeat that succeeded. */
  public Map<String, NodeBeat> nodes() {
    return nodes;
  }

  /** How long ago a time that the engine gave was. */
  public Duration since(long micros) {
    EngineTime known = time;
    if (known == null) {
      throw new EngineUnavailableException("This server has not joined the others yet.", null);
    }
    return known.since(micros, nanos.getAsLong());
  }

  /** How it stands to the engine. */
  public ClusterState state() {
    if (node == null) {
      return ClusterState.JOINING;
    }
    return nanos.getAsLong() - lastSuccess > SUSPECT_AFTER * heartbeatNanos
        ? ClusterState.SUSPECT
        : ClusterState.UP;
  }
}
