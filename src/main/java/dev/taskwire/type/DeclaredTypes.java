package dev.taskwire.type;

import dev.taskwire.BaseTask;
import dev.taskwire.TaskType;
import jakarta.enterprise.inject.Vetoed;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has the servlet container look for the classes with {@link TaskType}. CDI finds most of them, but
 * not in a WAR that is part of an EAR on WildFly, which knows no stereotype of a WAR there.
 */
@HandlesTypes(TaskType.class)
public class DeclaredTypes implements ServletContainerInitializer {
  private static final String ATTRIBUTE = DeclaredTypes.class.getName();

  @Override
  public void onStartup(@Nullable Set<Class<?>> found, ServletContext context) {
    context.setAttribute(ATTRIBUTE, found == null ? Set.of() : Set.copyOf(found));
  }

  /** The task classes that were found in the application of this context. */
  @SuppressWarnings("unchecked")
  public static List<Class<? extends BaseTask<?, ?>>> of(ServletContext context) {
    List<Class<? extends BaseTask<?, ?>>> tasks = new ArrayList<>();
    if (context.getAttribute(ATTRIBUTE) instanceof Set<?> found) {
      for (Object type : found) {
        if (type instanceof Class<?> taskClass
            && BaseTask.class.isAssignableFrom(taskClass)
            && !taskClass.isAnnotationPresent(Vetoed.class)) {
          tasks.add((Class<? extends BaseTask<?, ?>>) taskClass);
        }
      }
    }
    return tasks;
  }
}
