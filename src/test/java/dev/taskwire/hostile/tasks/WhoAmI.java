package dev.taskwire.hostile.tasks;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** Tells whose identity it was called with. */
@Stateless
public class WhoAmI {
  @Resource private SessionContext context;

  /** The caller's name, as the container has it. */
  public String caller() {
    return context.getCallerPrincipal().getName();
  }
}
