package dev.taskwire.rest;

import dev.taskwire.edge.EdgeFilter;
import dev.taskwire.edge.PageFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.Provider;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the container calls before it starts the WAR that we are part of (Servlet 6.0, section
 * 8.2.4): puts our filters before our servlet and our pages, and before nothing else, and notes
 * what the host has for Jakarta REST.
 *
 * <p>Not annotations: {@code metadata-complete} in a host's {@code web.xml} would leave the API
 * there and take its filter away.
 */
@HandlesTypes({ApiPart.class, Path.class, Provider.class, Application.class})
public final class TaskwireInitializer implements ServletContainerInitializer {
  private static final String HOST_CLASSES = HostClasses.class.getName();

  @Override
  public void onStartup(@Nullable Set<Class<?>> found, ServletContext context) {
    context.setAttribute(HOST_CLASSES, new HostClasses(found == null ? Set.of() : found, context));
    FilterRegistration.Dynamic edge = context.addFilter(EdgeFilter.NAME, EdgeFilter.class);
    edge.setAsyncSupported(true);
    // a forward, an include and a dispatch lead to the servlet as well as a request does
    edge.addMappingForServletNames(
        EnumSet.allOf(DispatcherType.class), false, TaskwireApplication.class.getName());
    if (context.getFilterRegistration(PageFilter.NAME) == null) {
      FilterRegistration.Dynamic pages = context.addFilter(PageFilter.NAME, PageFilter.class);
      pages.setAsyncSupported(true);
      pages.addMappingForUrlPatterns(
          EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, PageFilter.PATTERN);
    }
  }

  /** What was found; {@code null} if the container did not call this. */
  static @Nullable HostClasses hostClasses(ServletContext context) {
    return (HostClasses) context.getAttribute(HOST_CLASSES);
  }
}
