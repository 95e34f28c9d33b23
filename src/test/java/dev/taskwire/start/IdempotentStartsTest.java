package dev.taskwire.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.start.IdempotentStarts.CallerKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IdempotentStartsTest {
  private static final CallerKey KEY = new CallerKey("ada", "k");

  private final Set<String> tasks = new HashSet<>();
  private final IdempotentStarts starts = new IdempotentStarts(3, tasks::contains);

  @Test
  void claim_sameKey_isTheFirstStart() {
    KeyedStart first = started(KEY, "t1");

    assertSame(first, starts.claim(KEY, start(1)));
    assertEquals("t1", answer(first).taskId());
  }

  @Test
  void claim_sameKeyOfAnotherCaller_isAnotherStart() {
    started(KEY, "t1");
    KeyedStart mine = start(1);

    assertSame(mine, starts.claim(new CallerKey("bob", "k"), mine));
    KeyedStart nobodys = start(1);
    assertSame(nobodys, starts.claim(new CallerKey(null, "k"), nobodys));
  }

  @Test
  void isFor_anotherBody_isFalse() {
    assertTrue(start(1).isFor(start(1)));
    assertFalse(start(1).isFor(start(2)));
  }

  @Test
  void claim_taskRemovedMeanwhile_isANewStart() {
    KeyedStart first = started(KEY, "t1");
    tasks.remove("t1");
    KeyedStart second = start(2);

    assertSame(second, starts.claim(KEY, second));
    assertNotSame(first, second);
    assertEquals(1, starts.size());
  }

  @Test
  void forget_startThatFailed_freesTheKey() {
    KeyedStart first = starts.claim(KEY, start(1));
    starts.forget(KEY, first);
    first.settle(Optional.empty());
    KeyedStart second = start(1);

    assertSame(second, starts.claim(KEY, second));
  }

  @Test
  void claim_beyondTheCapacity_forgetsTheOldest() {
    for (int i = 0; i < 5; i++) {
      started(new CallerKey(null, "k" + i), "t" + i);
    }

    assertEquals(3, starts.size());
    KeyedStart again = start(1);
    assertSame(again, starts.claim(new CallerKey(null, "k0"), again));
    assertNotSame(again, starts.claim(new CallerKey(null, "k4"), again));
  }

  @Test
  void claim_tasksGone_leavesNoneBehind() {
    started(new CallerKey(null, "k1"), "t1");
    started(new CallerKey(null, "k2"), "t2");
    tasks.clear();
    starts.claim(KEY, start(1));

    assertEquals(1, starts.size());
  }

  @Test
  void claim_byManyAtOnce_isOneStart() throws InterruptedException {
    AtomicInteger firsts = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                KeyedStart mine = start(1);
                try {
                  go.await();
                } catch (InterruptedException stop) {
                  Thread.currentThread().interrupt();
                }
                if (starts.claim(KEY, mine) == mine) {
                  firsts.incrementAndGet();
                }
              });
      threads[i].start();
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertEquals(1, firsts.get());
  }

  private KeyedStart started(CallerKey key, String taskId) {
    tasks.add(taskId);
    KeyedStart mine = starts.claim(key, start(1));
    mine.settle(Optional.of(new StoredAnswer(taskId, "/api/tasks/" + taskId, null, new byte[0])));
    return mine;
  }

  private static StoredAnswer answer(KeyedStart start) {
    StoredAnswer answer = start.answerNow();
    assertNotNull(answer);
    return answer;
  }

  private static KeyedStart start(int digest) {
    return new KeyedStart(new byte[] {(byte) digest});
  }
}
