package dev.taskwire.engine;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Learns the context path of the WAR. A listener of servlets, because Payara does not tell
 * observers in a WAR's library about its context.
 */
@WebListener
public class ContextPathListener implements ServletContextListener {
  @Inject private ApiRoot apiRoot;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    apiRoot.contextStarted(event.getServletContext().getContextPath());
  }
}
