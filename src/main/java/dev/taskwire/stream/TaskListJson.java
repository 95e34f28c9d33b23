package dev.taskwire.stream;

import dev.taskwire.json.Utf8Buffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Tasks as they are listed, in one JSON object that is made while it is sent: a piece at a time, so
 * that nobody ever holds all of it. Confined to its reader.
 */
public final class TaskListJson implements Iterator<byte[]> {
  private static final int PIECE = 16 * 1024;

  private final Iterator<? extends WatchedTask> tasks;
  private final String end;
  private String between;
  private boolean complete;

  /** The tasks in this order, each as it is when its piece is made. */
  public TaskListJson(Iterator<? extends WatchedTask> tasks) {
    this("", tasks, "");
  }

  private TaskListJson(String before, Iterator<? extends WatchedTask> tasks, String after) {
    this.tasks = tasks;
    this.between = before + "{\"tasks\":[";
    this.end = "]}" + after;
  }

  /** The same as the frame of an event stream. */
  static TaskListJson frame(Iterator<? extends WatchedTask> tasks) {
    return new TaskListJson("event: task_list\ndata: ", tasks, "\n\n");
  }

  @Override
  public boolean hasNext() {
    return !complete;
  }

  @Override
  public byte[] next() {
    if (complete) {
      throw new NoSuchElementException("The list is complete.");
    }
    Utf8Buffer piece = new Utf8Buffer(1024);
    while (tasks.hasNext() && piece.length() < PIECE) {
      piece.ascii(between).raw(tasks.next().summary());
      between = ",";
    }
    complete = !tasks.hasNext();
    if (complete) {
      piece.ascii(between.equals(",") ? end : between + end);
    }
    return piece.toByteArray();
  }
}
