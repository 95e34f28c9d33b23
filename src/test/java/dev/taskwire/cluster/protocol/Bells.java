package dev.taskwire.cluster.protocol;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Listeners that keep what they hear. */
public final class Bells {
  private Bells() {}

  /** Whatever is heard, as text: the ids of a bell, or "missed". */
  public static BellListener into(Queue<String> heard) {
    return new BellListener() {
      @Override
      public void rung(Collection<String> taskIds) {
        heard.add(taskIds.toString());
      }

      @Override
      public void missed() {
        heard.add("missed");
      }
    };
  }

  /** Nobody asks what was heard. */
  public static BellListener unheard() {
    return into(new ConcurrentLinkedQueue<>());
  }
}
