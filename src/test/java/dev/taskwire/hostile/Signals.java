package dev.taskwire.hostile;

import java.io.IOException;

/** Signals to processes that the tests have started. */
final class Signals {
  private Signals() {}

  /** Sends one, by its name. */
  static void send(String signal, long pid) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -" + signal + " " + pid + " failed");
    }
  }
}
