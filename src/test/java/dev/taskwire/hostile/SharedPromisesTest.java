package dev.taskwire.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.hostile.FaultLog.Harm;
import dev.taskwire.hostile.TaskStory.Denial;
import dev.taskwire.hostile.TaskStory.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker finds what it is there to find. */
class SharedPromisesTest {
  private final FaultLog faults = new FaultLog();
  private final SharedPromises promises = new SharedPromises(faults, 0);
  private final TaskStory story;

  SharedPromisesTest(@TempDir Path directory) {
    story = new TaskStory(directory.resolve("marks"), System.nanoTime());
    story.started("t");
  }

  private void saw(String client, long id, String bytes) {
    story.seen(new Sighting(client, "a", id, bytes, System.nanoTime()));
  }

  private void sawAll(String client) {
    saw(client, 1, event("task_started"));
    saw(client, 2, event("progress_update"));
    saw(client, 3, event("task_completed"));
  }

  private static String event(String type) {
    return "{\"event_type\":\"" + type + "\"}";
  }

  private void assertBroken(String sentence) {
    List<String> broken = promises.broken(story);
    assertEquals(1, broken.size(), broken.toString());
    assertTrue(broken.get(0).contains(sentence), broken.toString());
  }

  @Test
  void allWell_isNothing() {
    sawAll("one");
    sawAll("two");
    assertEquals(List.of(), promises.broken(story));
  }

  @Test
  void eventAgain_isFound() {
    sawAll("one");
    saw("two", 1, event("task_started"));
    saw("two", 2, event("progress_update"));
    saw("two", 2, event("progress_update"));
    saw("two", 3, event("task_completed"));
    assertBroken("saw an event again");
  }

  @Test
  void otherBytes_areFound() {
    sawAll("one");
    saw("two", 1, event("task_started"));
    saw("two", 2, event("progress_update") + " ");
    saw("two", 3, event("task_completed"));
    assertBroken("different bytes for one id");
  }

  @Test
  void noBeginning_isFound() {
    sawAll("one");
    saw("two", 3, event("task_completed"));
    assertBroken("did not see first that it began");
  }

  @Test
  void noEnd_isFound() {
    sawAll("one");
    saw("two", 1, event("task_started"));
    assertBroken("no end for [two]");
  }

  @Test
  void otherEnd_isFound() {
    sawAll("one");
    saw("two", 1, event("task_started"));
    saw("two", 4, event("task_cancelled"));
    assertBroken("more than one end");
  }

  @Test
  void denial_isFound_unlessItWasDeleted() {
    sawAll("one");
    story.denied(new Denial("b", "stream", 404, 2, System.nanoTime()));
    assertBroken("denied");
    story.deleted(0);
    assertEquals(List.of(), promises.broken(story));
  }

  @Test
  void noMoreOfIt_isFound_unlessTheEndWasSeen() {
    sawAll("one");
    story.denied(new Denial("b", "stream", 204, 3, System.nanoTime()));
    assertEquals(List.of(), promises.broken(story));
    story.denied(new Denial("b", "stream", 204, 2, System.nanoTime()));
    assertBroken("denied");
  }

  @Test
  void cancelThatIsNotHonoured_isFound() {
    sawAll("one");
    story.cancelled(System.nanoTime());
    assertBroken("a cancel that was answered");
  }

  @Test
  void twoTasksOfAKey_areFound_alsoIfTheEngineWasEmptied() {
    sawAll("one");
    story.started("u");
    faults.began(Harm.ENGINE_EMPTIED);
    assertBroken("one key has started");
  }

  @Test
  void secondBegin_isFound() throws IOException {
    sawAll("one");
    Files.writeString(story.marks(), "4711\n4712\n");
    assertBroken("begun more than once");
  }

  @Test
  void lossOfAServerThatWasNotLost_isFound() {
    saw("one", 1, event("task_started"));
    saw("one", 9, event("task_failed") + "\"code\":\"node_lost\"");
    assertBroken("no server was lost");
    faults.began(Harm.SERVER_LOST);
    assertBroken("no server was lost");
  }

  @Test
  void taskThatNobodyCanHave_isExcused() {
    faults.began(Harm.ENGINE_EMPTIED);
    assertFalse(promises.isExcused(story));
    faults.began(Harm.SERVER_STOPS);
    assertTrue(promises.isExcused(story));
  }
}
