package dev.taskwire.hostile.tasks;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import dev.taskwire.TaskType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does what an author's code must never do. */
@TaskType("faulty")
public class FaultyTask extends BaseTask<Fault, @Nullable Object> {
  @Override
  public @Nullable Object execute(ProgressHandle progress, Fault fault) throws Exception {
    return switch (fault.kind()) {
      case "array" -> new byte[Integer.MAX_VALUE];
      case "heap" -> fillTheHeap();
      case "stack" -> recurse(1);
      case "linkage" -> throw new NoClassDefFoundError("gone/Missing");
      case "lines" -> throw new IllegalStateException("one\r\nWARNING two\u2028three\u001b[31m");
      case "cycle" -> cycle();
      case "interrupt" -> interruptItself();
      case "flood" -> flood(progress);
      default -> throw new IllegalArgumentException("There is no such fault.");
    };
  }

  /**
   * In pieces so large that the last one fails while others still find what they need: a server's
   * own threads do not survive a heap that is full to the last byte.
   */
  private static Object fillTheHeap() {
    List<byte[]> all = new ArrayList<>();
    while (true) {
      all.add(new byte[32 << 20]);
    }
  }

  private static int recurse(int depth) {
    return depth + recurse(depth + 1) + recurse(depth + 2);
  }

  private static Object cycle() {
    Map<String, Object> map = new HashMap<>();
    map.put("self", map);
    return map;
  }

  private static Object interruptItself() {
    Thread thread = Thread.currentThread();
    thread.setName("renamed");
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.setContextClassLoader(null);
    thread.interrupt();
    return "interrupted";
  }

  private static Object flood(ProgressHandle progress) {
    for (int i = 0; i < 1_000_000; i++) {
      progress.sendProgress("line\n" + i, 0.5);
    }
    return "flooded";
  }
}
