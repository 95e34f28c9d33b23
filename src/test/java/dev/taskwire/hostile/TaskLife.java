package dev.taskwire.hostile;

import dev.taskwire.hostile.TaskStory.Denial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * What clients do with one task, drawn from a seed: they start it, with a key or without, follow
 * it, cancel it, look at it everywhere when it has ended, and delete it.
 */
final class TaskLife implements Runnable {
  private static final int MOST_TRIES = 300;

  private final Torture torture;
  private final ExecutorService clients;
  private final Random random;
  private final TaskStory story;
  private final String key;

  /**
   * Prepares it.
   *
   * @param clients runs those who follow it
   * @param marks where the task leaves a line when it begins; its name is this task's alone
   */
  TaskLife(Torture torture, ExecutorService clients, Path marks, long seed) {
    this.torture = torture;
    this.clients = clients;
    this.random = new Random(seed);
    this.story = new TaskStory(marks, System.nanoTime());
    this.key = random.nextInt(3) == 0 ? marks.getFileName().toString() : "";
  }

  @Override
  public void run() {
    try {
      if (!start()) {
        torture.count("starts without an answer");
        return;
      }
      List<Future<Boolean>> following = follow();
      if (random.nextInt(4) == 0) {
        Thread.sleep(random.nextInt(3000));
        cancel();
      }
      boolean ended = true;
      for (Future<Boolean> client : following) {
        ended &= client.get();
      }
      if (ended) {
        lookEverywhere();
        if (random.nextInt(3) == 0) {
          delete();
        }
      }
      torture.done(story);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | RuntimeException failure) {
      torture.fault("A client failed: " + failure);
    }
  }

  /** Whether somebody knows its id. */
  private boolean start() throws InterruptedException {
    String body =
        "{\"type\":\"marked\",\"params\":{\"file\":\"%s\",\"events\":%d,\"interval_ms\":%d,\"fails\":%b}}"
            .formatted(
                story.marks(), random.nextInt(60), 1 + random.nextInt(200), random.nextInt(8) == 0);
    String header = key.isEmpty() ? "" : "Idempotency-Key: \"" + key + "\"\r\n";
    int answers = key.isEmpty() ? 1 : 2;
    for (int i = 0; i < MOST_TRIES && answers > 0 && !torture.isOver(); i++) {
      FleetServer server = torture.fleet().next();
      try {
        Wire.Answer answer = server.ask("POST", "tasks", header, body);
        if (answer.status() == 201) {
          story.started(Answers.member(answer.body(), "task_id"));
          answers--;
        } else {
          refused(server, answer);
        }
      } catch (IOException unknown) {
        if (key.isEmpty()) {
          return false;
        }
      }
      if (answers > 0) {
        Thread.sleep(random.nextInt(300));
      }
    }
    return !story.ids().isEmpty();
  }

  private void refused(FleetServer server, Wire.Answer answer) {
    if (answer.status() == 503
        || server.isOfItsEnd(answer)
        || answer.status() == 409 && !key.isEmpty()) {
      torture.count(answer.status() + " for a start");
    } else {
      torture.fault(server.name() + " answered a start " + answer.status() + answer.body());
    }
  }

  private List<Future<Boolean>> follow() {
    List<Future<Boolean>> following = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(2); i++) {
      following.add(
          clients.submit(new StreamClient(torture, story, "stream " + i, random.nextLong())));
    }
    if (random.nextInt(3) == 0) {
      following.add(clients.submit(new PollClient(torture, story, "poll", random.nextLong())));
    }
    return following;
  }

  private void cancel() {
    FleetServer server = torture.fleet().next();
    try {
      Wire.Answer answer = server.ask("POST", "tasks/" + id() + "/cancel", "", "");
      switch (answer.status()) {
        case 200 -> {
          story.cancelled(System.nanoTime());
          torture.count("cancels");
        }
        case 404 -> denied(server, "cancel", answer);
        case 409, 503 -> torture.count(answer.status() + " for a cancel");
        default -> {
          if (!server.isOfItsEnd(answer)) {
            story.fault("a cancel was answered " + answer.status());
          }
        }
      }
    } catch (IOException unknown) {
      torture.count("cancels without an answer");
    }
  }

  /** It has ended: each server that answers says so, with the same events. */
  private void lookEverywhere() throws InterruptedException {
    int i = 0;
    for (FleetServer server : torture.fleet().servers()) {
      try {
        if (agrees(server)) {
          String name = SharedPromises.ONLY_ONCE + i++;
          new StreamClient(torture, story, name, random.nextLong()).askWhole(server);
        }
      } catch (IOException cut) {
        torture.count("connections cut");
      }
    }
  }

  /**
   * Whether it says so. A server that is cut off, or has just gone on, may take its own tasks to be
   * running: so it is asked again.
   */
  private boolean agrees(FleetServer server) throws IOException, InterruptedException {
    Wire.Answer answer = askedWhile(server, each -> each.status() == 200 && isLive(each));
    if (answer.status() == 404) {
      denied(server, "status", answer);
    } else if (answer.status() == 200 && !isTheEnd(Answers.member(answer.body(), "status"))) {
      story.fault(server.name() + " says after the end: " + answer.body());
    }
    return answer.status() == 200;
  }

  private static boolean isLive(Wire.Answer answer) {
    String status = Answers.member(answer.body(), "status");
    return status.equals("running") || status.equals("pending");
  }

  private boolean isTheEnd(String status) {
    return story.sightings().stream()
        .filter(TaskStory.Sighting::isEnd)
        .allMatch(end -> end.bytes().contains("\"event_type\":\"task_" + status + "\""));
  }

  private void delete() throws InterruptedException {
    FleetServer server = torture.fleet().next();
    story.deleted(System.nanoTime());
    try {
      Wire.Answer answer = server.ask("DELETE", "tasks/" + id(), "", "");
      if (answer.status() == 204) {
        torture.count("deletes");
        checkGone();
      } else if (answer.status() != 503 && !server.isOfItsEnd(answer)) {
        story.fault(server.name() + " answered a delete " + answer.status() + answer.body());
      }
    } catch (IOException unknown) {
      torture.count("deletes without an answer");
    }
  }

  /** Asks for it, and again while the answer is one that may change, for half a minute. */
  private Wire.Answer askedWhile(FleetServer server, Predicate<Wire.Answer> mayChange)
      throws IOException, InterruptedException {
    Wire.Answer answer = server.ask("GET", "tasks/" + id(), "", "");
    for (int i = 0; i < MOST_TRIES && mayChange.test(answer); i++) {
      torture.count("answers that were behind");
      Thread.sleep(100);
      answer = server.ask("GET", "tasks/" + id(), "", "");
    }
    return answer;
  }

  /** Nobody has it any more, but for the moment in which its own server hears of it. */
  private void checkGone() throws IOException, InterruptedException {
    FleetServer server = torture.fleet().next();
    Wire.Answer answer = askedWhile(server, each -> each.status() == 200);
    boolean mayBeBack = torture.faults().isEmptied(story.startedAt(), Long.MAX_VALUE);
    if (answer.status() == 200 && !mayBeBack) {
      story.fault(server.name() + " still has it half a minute after its delete");
    }
  }

  private String id() {
    return story.ids().get(0);
  }

  private void denied(FleetServer server, String call, Wire.Answer answer) {
    story.denied(
        new Denial(
            server.name(), call + " " + answer.body(), answer.status(), 0, System.nanoTime()));
  }
}
