package dev.taskwire.cluster;

import dev.taskwire.cluster.membership.Membership;
import dev.taskwire.cluster.membership.Workplace;
import dev.taskwire.cluster.protocol.Taken;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.sharing.ClaimedTask;
import dev.taskwire.sharing.ServerTasks;
import dev.taskwire.sharing.TaskSpec;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has this server's workers run what it claims. Confined to the thread that claims. */
final class ClaimedWork implements Workplace {
  private final ServerTasks tasks;
  private final Supplier<@Nullable String> node;
  private final Membership membership;
  private final Ledger ledger;
  private final Corrections corrections;
  private final Mirrors mirrors;
  private final Following following;

  ClaimedWork(
      ServerTasks tasks,
      Supplier<@Nullable String> node,
      Membership membership,
      Ledger ledger,
      Corrections corrections,
      Mirrors mirrors,
      Following following) {
    this.tasks = tasks;
    this.node = node;
    this.membership = membership;
    this.ledger = ledger;
    this.corrections = corrections;
    this.mirrors = mirrors;
    this.following = following;
  }

  private void add(Recorded recorded, TaskRecord record) {
    ledger.add(recorded);
    if (!Objects.equals(record.node(), node.get())) {
      corrections.orphan(recorded); // this server was declared lost meanwhile
    }
  }

  @Override
  public int free() {
    return tasks.freeWorkers();
  }

  @Override
  public Set<String> types() {
    return tasks.typeNames();
  }

  @Override
  public Start start(Taken taken) {
    TaskRecord record = taken.task();
    if (!Objects.equals(record.node(), node.get())) {
      return Start.RUNS; // this server was declared lost meanwhile: the others find it
    }
    if (!tasks.reserveWorker()) {
      return Start.BUSY;
    }
    TaskPicture picture = TaskPicture.of(record, null);
    TaskSpec spec =
        new TaskSpec(record.restartable(), Objects.requireNonNull(taken.spec(), "it waited"));
    ClaimedTask task =
        new ClaimedTask(
            record.taskId(),
            record.type(),
            picture.title(),
            record.owner(),
            record.attempt(),
            record.fence(),
            record.seen(),
            picture.acceptedAt(),
            membership.since(record.acceptedMicros()),
            spec.bytes(),
            mirrors.goesOn(record));
    boolean runs = tasks.claimed(task, own -> add(Recorded.claimed(own, record, spec), record));
    if (!runs) {
      return Start.UNREADABLE;
    }
    following.forget(record.taskId());
    return Start.RUNS;
  }
}
