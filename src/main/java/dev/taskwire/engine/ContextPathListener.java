package dev.taskwire.engine;

import dev.taskwire.type.DeclaredTypes;
import jakarta.ejb.EJB;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Tells the registry which types the WAR declares. A listener of servlets, because Payara does not
 * tell observers in a WAR's library about its context.
 */
@WebListener
public class ContextPathListener implements ServletContextListener {
  @EJB private TaskRegistry registry;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    registry.declare(DeclaredTypes.of(event.getServletContext()));
  }
}
