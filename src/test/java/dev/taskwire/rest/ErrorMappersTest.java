package dev.taskwire.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.problem.UnexpectedExceptionMapper;
import dev.taskwire.problem.WebApplicationExceptionMapper;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ErrorMappersTest {
  @Test
  void besides_aHostThatMapsATypeOfOurs_leavesOursOut() {
    assertTrue(ErrorMappers.besides(Set.of()).contains(WebApplicationExceptionMapper.class));
    Set<Class<?>> ours = ErrorMappers.besides(Set.of(Plain.class, String.class));

    assertFalse(ours.contains(WebApplicationExceptionMapper.class));
    assertTrue(ours.contains(UnexpectedExceptionMapper.class));
  }

  @Test
  void mapped_howeverTheTypeIsGiven_isFound() {
    assertEquals(WebApplicationException.class, ErrorMappers.mapped(Plain.class));
    assertEquals(IllegalStateException.class, ErrorMappers.mapped(Inherited.class));
  }

  private static class Plain implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException failure) {
      return Response.noContent().build();
    }
  }

  private abstract static class General<A, E extends Throwable> implements ExceptionMapper<E> {}

  private abstract static class Half<T extends Throwable> extends General<String, T> {}

  private static class Inherited extends Half<IllegalStateException> {
    @Override
    public Response toResponse(IllegalStateException failure) {
      return Response.noContent().build();
    }
  }
}
