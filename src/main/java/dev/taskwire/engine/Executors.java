package dev.taskwire.engine;

import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * The executors of the application (Jakarta Concurrency 3.0 §3.1.4): one for tasks, one for the
 * threads that write to streams, one for answers that may have to wait for a client.
 */
@WebListener
@ManagedExecutorDefinition(name = Executors.TASKS, maxAsync = 256)
@ManagedExecutorDefinition(name = Executors.DELIVERY, maxAsync = 8)
@ManagedExecutorDefinition(name = Executors.REPLIES, maxAsync = 16)
public class Executors implements ServletContextListener {
  static final String TASKS = "java:app/concurrent/taskwire-tasks";
  static final String DELIVERY = "java:app/concurrent/taskwire-delivery";
  static final String REPLIES = "java:app/concurrent/taskwire-replies";
}
