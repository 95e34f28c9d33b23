package dev.taskwire.log;

import java.util.Arrays;
import java.util.List;

/**
 * Frames of consecutive events of one task, as they go over the wire. Immutable.
 *
 * @param first the sequence of the first event
 * @param last the sequence of the last event
 * @param frames the bytes; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and the bytes are written to the wire
public record LogSlice(long first, long last, byte[] frames) {
  /** Checks the order. */
  public LogSlice {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("not a slice: " + first + " to " + last);
    }
  }

  /** The same with the last event in a slice by itself. */
  public List<LogSlice> splitLast() {
    if (first == last) {
      return List.of(this);
    }
    int at = 0;
    for (long sequence = first; sequence < last; sequence++) {
      at = endOfFrame(at);
    }
    return List.of(
        new LogSlice(first, last - 1, Arrays.copyOf(frames, at)),
        new LogSlice(last, last, Arrays.copyOfRange(frames, at, frames.length)));
  }

  /** Where the frame that begins at {@code from} ends: no frame has an empty line inside. */
  int endOfFrame(int from) {
    int at = from;
    while (frames[at] != '\n' || frames[at + 1] != '\n') {
      at++;
    }
    return at + 2;
  }
}
