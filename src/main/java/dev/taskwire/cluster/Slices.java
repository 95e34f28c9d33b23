package dev.taskwire.cluster;

import dev.taskwire.cluster.protocol.Slice;
import dev.taskwire.log.EventLog;
import dev.taskwire.log.LogSlice;
import java.util.ArrayList;
import java.util.List;

/** Takes slices out of logs, and puts them into others. Stateless. */
final class Slices {
  /** What is written of one task at a time. */
  static final int MOST_BYTES = 64 * 1024;

  private Slices() {}

  static Slice of(LogSlice slice) {
    return new Slice(slice.first(), slice.last(), slice.frames());
  }

  static LogSlice of(Slice slice) {
    return new LogSlice(slice.first(), slice.last(), slice.frames());
  }

  /**
   * What a log has after a sequence, up to so many bytes, but at least one slice if there is one.
   */
  static List<Slice> after(EventLog log, long sequence, int mostBytes) {
    List<Slice> slices = new ArrayList<>();
    long after = sequence;
    int left = mostBytes;
    while (left > 0) {
      LogSlice slice = log.sliceAfter(after, left);
      if (slice == null) {
        break;
      }
      slices.add(of(slice));
      after = slice.last();
      left -= slice.frames().length;
    }
    return slices;
  }

  /** All that a log has; the last event is in a slice by itself. */
  static List<Slice> all(EventLog log) {
    List<Slice> slices = new ArrayList<>();
    for (LogSlice next = log.sliceAfter(0, MOST_BYTES); next != null; ) {
      LogSlice following = log.sliceAfter(next.last(), MOST_BYTES);
      if (following == null) {
        next.splitLast().forEach(part -> slices.add(of(part)));
      } else {
        slices.add(of(next));
      }
      next = following;
    }
    return slices;
  }
}
