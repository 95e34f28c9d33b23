package dev.taskwire.hostile;

import dev.taskwire.hostile.TaskStory.Denial;
import dev.taskwire.hostile.TaskStory.Sighting;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One client that follows a task to its end, from server to server, with the last event that it has
 * seen. Confined to one thread.
 */
abstract class TaskClient implements Callable<Boolean> {
  private final Torture torture;
  private final TaskStory story;
  private final String name;
  final Random random;
  private long last;
  private boolean hasEnd;

  TaskClient(Torture torture, TaskStory story, String name, long seed) {
    this.torture = torture;
    this.story = story;
    this.name = name;
    this.random = new Random(seed);
  }

  /** Follows it to its end; returns whether that came. */
  @Override
  public Boolean call() throws InterruptedException {
    while (!hasEnd && !torture.isOver()) {
      FleetServer server = torture.fleet().next();
      try {
        ask(server);
      } catch (IOException cut) {
        torture.count("connections cut");
      }
      if (!hasEnd) {
        Thread.sleep(random.nextInt(300));
      }
    }
    if (last == 0) {
      story.fault(name + " got nothing of it");
    }
    return hasEnd;
  }

  /** Asks one server for what is new. */
  abstract void ask(FleetServer server) throws IOException;

  String taskId() {
    return story.ids().get(0);
  }

  long last() {
    return last;
  }

  boolean hasEnd() {
    return hasEnd;
  }

  /** An event came: a whole frame. */
  void saw(FleetServer server, long id, String frame) {
    Sighting sighting = new Sighting(name, server.name(), id, frame, System.nanoTime());
    story.seen(sighting);
    torture.count("events seen");
    last = id;
    hasEnd = hasEnd || sighting.isEnd();
  }

  /** Whether the answer is one with events; what it says otherwise is written down. */
  boolean isGood(FleetServer server, Wire.Answer answer) {
    switch (answer.status()) {
      case 200 -> {
        return true;
      }
      case 404, 204 -> story.denied(denial(server, answer));
      case 503 -> torture.count("503");
      default -> {
        if (!server.isOfItsEnd(answer)) {
          story.fault(name + " was answered " + answer.status() + " by " + server.name());
        }
      }
    }
    return false;
  }

  private Denial denial(FleetServer server, Wire.Answer answer) {
    String what = getClass().getSimpleName() + " " + answer.body();
    return new Denial(server.name(), what, answer.status(), last, System.nanoTime());
  }

  /** The value behind a word in a text; {@code null} if the word is not there. */
  static @Nullable String between(String text, String before, String after) {
    int start = text.indexOf(before);
    int end = start < 0 ? -1 : text.indexOf(after, start + before.length());
    return end < 0 ? null : text.substring(start + before.length(), end);
  }
}
