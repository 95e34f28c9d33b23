package dev.taskwire.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskwireApplicationTest {
  /** Else other applications of a host would publish it. */
  @Test
  void product_anyClassOfIt_isFoundByNoScanner() {
    List<String> found =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.taskwire")
                .stream()
                .filter(TaskwireApplicationTest::isFound)
                .map(JavaClass::getName)
                .toList();

    assertEquals(List.of(), found);
  }

  /** The edge hangs on the name that servers give to the servlet of an application. */
  @Test
  void name_ofTheClass_isTheOneThatTheEdgeKnows() {
    assertEquals("dev.taskwire.rest.TaskwireApplication", TaskwireApplication.class.getName());
  }

  private static boolean isFound(JavaClass type) {
    return type.isAnnotatedWith(Path.class)
        || type.isAnnotatedWith(Provider.class)
        || type.isAnnotatedWith(WebFilter.class)
        || type.isAnnotatedWith(WebServlet.class);
  }
}
