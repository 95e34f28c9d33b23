package dev.taskwire.page;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.net.MalformedURLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the page under {@code /taskwire/} of the WAR that we are part of, and at the root of one
 * that has {@value #MARK}, as our own has. Not an annotation: {@code metadata-complete} in a host's
 * {@code web.xml} would take the page away.
 */
public final class PageInitializer implements ServletContainerInitializer {
  static final String MARK = "/WEB-INF/taskwire-page-at-root.txt";

  private static final String[] AT_ROOT = {
    "",
    "/index.html",
    "/api.html",
    "/favicon.svg",
    "/taskwire.js",
    "/tabs.js",
    "/task-progress.js",
    "/" + ApiPlace.NAME,
    "/app/*",
    "/css/*"
  };

  @Override
  public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
    ServletRegistration.Dynamic page = context.addServlet("taskwire-page", PageServlet.class);
    page.setAsyncSupported(true);
    page.addMapping(PageServlet.PATH + "/*");
    if (isAtRoot(context)) {
      page.addMapping(AT_ROOT);
    }
  }

  private static boolean isAtRoot(ServletContext context) {
    try {
      return context.getResource(MARK) != null;
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
