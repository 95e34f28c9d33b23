package dev.taskwire.cluster.membership;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.Slice;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.cluster.protocol.TaskWrite;
import java.time.Duration;
import java.util.List;

/** Ends as the tests recognise them. */
final class TestObituary implements Obituary {
  static final Duration RETENTION = Duration.ofMinutes(10);

  @Override
  public TaskWrite.End nodeLost(TaskRecord task, long sequence) {
    return end(task, sequence, "node_lost");
  }

  @Override
  public TaskWrite.End unreadable(TaskRecord task, long sequence) {
    return end(task, sequence, "unreadable");
  }

  private static TaskWrite.End end(TaskRecord task, long sequence, String code) {
    return new TaskWrite.End(
        task.taskId(),
        task.fence(),
        TaskStatus.FAILED,
        true,
        true,
        List.of(new Slice(sequence, sequence, code.getBytes(UTF_8))),
        code.getBytes(UTF_8),
        null,
        RETENTION);
  }

  @Override
  public byte[] beginsAnew(TaskRecord task) {
    return new byte[1];
  }
}
