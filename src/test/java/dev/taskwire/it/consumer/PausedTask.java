package dev.taskwire.it.consumer;

import dev.taskwire.BaseTask;
import dev.taskwire.ProgressHandle;
import java.util.concurrent.Semaphore;

/** Holds its worker until it is told to go on. */
class PausedTask extends BaseTask<Integer, String> {
  private static final Semaphore GO_ON = new Semaphore(0);

  static void resume() {
    GO_ON.release(2);
  }

  @Override
  public String execute(ProgressHandle progress, Integer nothing) throws InterruptedException {
    GO_ON.acquire();
    return "on";
  }
}
