package dev.taskwire.stream;

import java.util.Arrays;

/**
 * Up to which event of a task the news went at each of their numbers. Confined to the loop of its
 * {@link TaskNews}.
 */
final class NewsHistory {
  private long[] numbers = new long[2];
  private long[] sequences = new long[2];
  private int count;

  /** From {@code number} on the news go up to the event {@code sequence}. */
  void add(long number, long sequence) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
      sequences = Arrays.copyOf(sequences, 2 * count);
    }
    numbers[count] = number;
    sequences[count++] = sequence;
  }

  /** The last event in the news up to {@code number}; 0 for none. */
  long at(long number) {
    int i = count - 1;
    while (i >= 0 && numbers[i] > number) {
      i--;
    }
    return i < 0 ? 0 : sequences[i];
  }

  /** The last event in the news. */
  long last() {
    return count == 0 ? 0 : sequences[count - 1];
  }

  /**
   * Forgets what makes no difference for those who will ask for one of these numbers.
   *
   * @param asked in ascending order
   */
  void keepFor(long[] asked) {
    int kept = 0;
    int next = 0;
    for (int i = 0; i < count; i++) {
      while (next < asked.length && asked[next] < numbers[i]) {
        next++;
      }
      boolean isAsked = next < asked.length && (i == count - 1 || asked[next] < numbers[i + 1]);
      if (isAsked || i == count - 1) {
        numbers[kept] = numbers[i];
        sequences[kept++] = sequences[i];
      }
    }
    count = kept;
    if (count * 4 < numbers.length && numbers.length > 8) {
      numbers = Arrays.copyOf(numbers, count + 1);
      sequences = Arrays.copyOf(sequences, count + 1);
    }
  }
}
