package dev.taskwire.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

class PartClassesTest {
  @Test
  void of_aPart_isAClassWithItsPathsThatCanBeMade() throws ReflectiveOperationException {
    Class<?> made = PartClasses.of(TasksPart.class);

    assertEquals("tasks", made.getAnnotation(Path.class).value());
    assertEquals("{id}/stream", made.getMethod("stream").getAnnotation(Path.class).value());
    assertEquals(StreamResource.class, made.getMethod("stream").getReturnType());
    for (Method method : TasksPart.class.getDeclaredMethods()) {
      if (Modifier.isAbstract(method.getModifiers())) {
        assertEquals(Modifier.PUBLIC, made.getMethod(method.getName()).getModifiers());
      }
    }
    Object part = made.getConstructor().newInstance();
    assertEquals(TasksPart.class, part.getClass().getSuperclass());
    assertSame(made, PartClasses.of(TasksPart.class));
  }

  @Test
  void method_ofThatClass_asksCdi() throws ReflectiveOperationException {
    Object part = PartClasses.of(ServerPart.class).getConstructor().newInstance();

    Throwable thrown =
        assertThrows(
            java.lang.reflect.InvocationTargetException.class,
            () -> part.getClass().getMethod("server").invoke(part));
    assertEquals(IllegalStateException.class, thrown.getCause().getClass(), "no CDI here");
  }
}
