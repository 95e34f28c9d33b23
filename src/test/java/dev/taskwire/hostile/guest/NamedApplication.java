package dev.taskwire.hostile.guest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** An application at {@code /api} that names what it has. */
@ApplicationPath("api")
public class NamedApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(HostTasks.class, HostProblems.class);
  }
}
