package dev.taskwire.rest;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the WAR that we are part of has for Jakarta REST: parts of ours, and resources, providers
 * and applications of its own.
 *
 * <p>Thread-safe: only read once it is made.
 */
final class HostClasses {
  private static final Logger LOG = Logger.getLogger(HostClasses.class.getPackageName());
  private static final String INIT_PARAM = "jakarta.ws.rs.Application";

  private final ServletContext context;
  private final Set<Class<? extends ApiPart>> parts = new HashSet<>();
  private final Set<Class<?>> own = new HashSet<>();
  private final Set<Class<? extends Application>> applications = new HashSet<>();

  /**
   * Sorts what the server found.
   *
   * @param found parts, classes with annotations of Jakarta REST, and applications
   */
  HostClasses(Set<Class<?>> found, ServletContext context) {
    this.context = context;
    for (Class<?> type : found) {
      if (ApiPart.class.isAssignableFrom(type)) {
        if (type != ApiPart.class) {
          parts.add(type.asSubclass(ApiPart.class));
        }
      } else if (isConcrete(type)) {
        sort(type);
      }
    }
  }

  private void sort(Class<?> type) {
    if (Application.class.isAssignableFrom(type)) {
      if (!TaskwireApplication.class.isAssignableFrom(type)) {
        applications.add(type.asSubclass(Application.class));
      }
    } else if (type.isAnnotationPresent(Path.class) || type.isAnnotationPresent(Provider.class)) {
      own.add(type);
    }
  }

  /** The parts of our API. */
  Set<Class<? extends ApiPart>> parts() {
    return parts;
  }

  /** The host's resources and providers that have no application of its own: they live in ours. */
  Set<Class<?>> withoutApplication() {
    Set<Class<?>> left = new HashSet<>(own);
    if (context.getServletRegistration(Application.class.getName()) != null) {
      return Set.of(); // declared in web.xml without a class: it takes all that there is
    }
    for (Class<? extends Application> application : applications) {
      if (!left.isEmpty() && isPublished(application)) {
        removeTaken(application, left);
      }
    }
    return left;
  }

  private boolean isPublished(Class<? extends Application> application) {
    String name = application.getName();
    return application.isAnnotationPresent(ApplicationPath.class)
        || context.getServletRegistration(name) != null
        || context.getServletRegistrations().values().stream()
            .map((ServletRegistration servlet) -> servlet.getInitParameter(INIT_PARAM))
            .anyMatch(name::equals);
  }

  /** An application that names nothing has everything (Jakarta REST 3.1, section 2.3.2). */
  @SuppressWarnings("deprecation")
  private static void removeTaken(Class<? extends Application> type, Set<Class<?>> left) {
    try {
      Application application = type.getDeclaredConstructor().newInstance();
      Set<Class<?>> taken = new HashSet<>(application.getClasses());
      application.getSingletons().forEach(singleton -> taken.add(singleton.getClass()));
      if (taken.isEmpty()) {
        left.clear();
      } else {
        left.removeAll(taken);
      }
    } catch (ReflectiveOperationException | RuntimeException unknown) {
      LOG.log(Level.FINE, "What belongs to " + type.getName() + " is not known", unknown);
      left.clear();
    }
  }

  private static boolean isConcrete(Class<?> type) {
    return !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
  }
}
