package dev.taskwire.thread;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Writes answers that may have to wait for their client: on other threads, and on the spot while
 * the application stops. Thread-safe.
 *
 * <p>A server that undeploys an application takes its jobs and loses them (Payara), or runs them
 * when the beans that the answer needs are gone (WildFly). A request that is never answered keeps
 * the class loader for as long as its connection lives.
 */
public final class ReplyExecutor implements Executor {
  private final Executor threads;
  private final BooleanSupplier stopping;

  public ReplyExecutor(Executor threads, BooleanSupplier stopping) {
    this.threads = threads;
    this.stopping = stopping;
  }

  @Override
  public void execute(Runnable command) {
    if (stopping.getAsBoolean()) {
      command.run();
    } else {
      threads.execute(command);
    }
  }
}
