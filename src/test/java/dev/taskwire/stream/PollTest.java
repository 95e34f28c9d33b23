package dev.taskwire.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.TaskEventType;
import dev.taskwire.log.EventLog;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contract §3 for long polls: readers like streams. */
class PollTest {
  private final Delivery delivery = new Delivery(2000);
  private final EventLog log = new EventLog("t", 5000);
  private final TaskBroadcaster broadcaster = new TaskBroadcaster(log, delivery.loops);

  @AfterEach
  void stop() throws InterruptedException {
    delivery.close();
  }

  private FakeClient poll(long seen, int seconds) {
    FakeClient client = new FakeClient();
    assertTrue(delivery.streams.poll(client.request(), broadcaster, seen, seconds));
    delivery.settle();
    return client;
  }

  private void begin() {
    log.append(TaskEventType.TASK_STARTED, Instant.EPOCH, null);
    log.announce();
    delivery.settle();
  }

  private void report(int length) {
    log.appendProgress(Instant.EPOCH, "x".repeat(length), 0.5);
    log.announce();
    delivery.settle();
  }

  private static List<Long> sequences(FakeClient client) {
    assertTrue(client.isCompleted());
    JsonObject answer = Json.createReader(new StringReader(client.out.text())).readObject();
    return answer.getJsonArray("events").stream()
        .map(event -> event.asJsonObject().getJsonNumber("sequence").longValue())
        .toList();
  }

  @Test
  void poll_whileNothingHappens_isAnsweredByTheNextEvent() {
    begin();
    FakeClient client = poll(1, 30);
    delivery.pass(29);
    assertFalse(client.isCompleted());
    assertEquals("", client.out.text());
    report(10);
    assertEquals(List.of(2L), sequences(client));
    assertEquals("application/json", client.headers.get("Content-Type"));
  }

  @Test
  void poll_whoseWaitIsOver_isAnsweredWithNothing() {
    FakeClient client = poll(0, 2);
    delivery.pass(1.5);
    assertFalse(client.isCompleted());
    delivery.pass(0.75);
    assertEquals("{\"events\":[]}", client.out.text());
    assertTrue(client.isCompleted());
    assertEquals(List.of(), sequences(poll(0, 0)));
  }

  @Test
  void poll_ofWhatIsThere_isAnsweredAtOnce_aThousandAtMost() {
    begin();
    for (int i = 0; i < 1500; i++) {
      log.appendProgress(Instant.EPOCH, "text", 0.5);
    }
    assertEquals(LongStream.rangeClosed(11, 1010).boxed().toList(), sequences(poll(10, 60)));
    assertEquals(LongStream.rangeClosed(1011, 1501).boxed().toList(), sequences(poll(1010, 60)));
  }

  @Test
  void poll_afterTheEnd_isAnsweredAtOnce() {
    begin();
    log.append(TaskEventType.TASK_COMPLETED, Instant.EPOCH, null);
    assertEquals(List.of(2L), sequences(poll(1, 60)));
    assertEquals(List.of(), sequences(poll(2, 60)));
    assertEquals(List.of(), sequences(poll(99, 60)));
  }

  @Test
  void poll_whenTheServerStops_isAnswered() throws InterruptedException {
    FakeClient client = poll(0, 60);
    delivery.loops.stop(10_000);
    assertEquals("{\"events\":[]}", client.out.text());
    assertTrue(client.isCompleted());
  }

  @Test
  void poll_ofALargeEvent_copiesNoneOfIt() {
    begin();
    FakeClient client = poll(1, 60);
    client.out.window(1000);
    byte[] result = ("\"" + "x".repeat(1 << 20) + "\"").getBytes(UTF_8);
    log.append(TaskEventType.TASK_COMPLETED, Instant.EPOCH, result);
    log.announce();
    while (!client.isCompleted()) {
      client.out.read(10_000);
      delivery.settle();
    }
    assertEquals(List.of(2L), sequences(client));
    assertTrue(client.out.mostCopied() <= 32 * 1024, "at most: " + client.out.mostCopied());
  }

  @Test
  void polls_areLimited_byThemselves() {
    Delivery small = new Delivery(2);
    TaskBroadcaster watched = new TaskBroadcaster(log, small.loops);
    assertTrue(small.streams.poll(new FakeClient().request(), watched, 0, 60));
    assertTrue(small.streams.poll(new FakeClient().request(), watched, 0, 60));
    FakeClient third = new FakeClient();
    assertFalse(small.streams.poll(third.request(), watched, 0, 60));
    assertEquals("", third.out.text());
    assertTrue(small.streams.open(new FakeClient().request(), watched, 0));
    assertEquals(1, small.streams.statistics().open());
    begin();
    small.settle();
    assertTrue(small.streams.poll(new FakeClient().request(), watched, 0, 60));
  }

  @Test
  void polls_ofManyClients_areNotAnsweredByTheTask() {
    begin();
    List<FakeClient> clients = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      FakeClient client = new FakeClient();
      assertTrue(delivery.streams.poll(client.request(), broadcaster, 1, 60));
      clients.add(client);
    }
    delivery.settle();
    Runnable goOn = delivery.stall();
    for (int i = 0; i < 100; i++) {
      log.appendProgress(Instant.EPOCH, "text", 0.5);
      log.announce();
    }
    assertTrue(clients.stream().noneMatch(client -> client.isCompleted()));
    goOn.run();
    delivery.settle();
    for (FakeClient client : clients) {
      assertTrue(client.isCompleted());
      assertTrue(client.out.text().startsWith("{\"events\":[{\"sequence\":2,"));
    }
    List<Watcher> left = new ArrayList<>();
    broadcaster.watchers().forEach(left::add);
    assertEquals(List.of(), left);
  }
}
