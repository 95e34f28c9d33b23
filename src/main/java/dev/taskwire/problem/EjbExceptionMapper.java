package dev.taskwire.problem;

import jakarta.ejb.EJBException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Providers;

/**
 * Answers for what an EJB container wrapped as it would be answered unwrapped, by a mapper of the
 * host if there is one for it.
 */
public class EjbExceptionMapper implements ExceptionMapper<EJBException> {
  @Context private Providers providers;

  @Override
  public Response toResponse(EJBException failure) {
    return answer(ErrorAnswers.unwrap(failure));
  }

  @SuppressWarnings("unchecked") // the class of an object of that type
  private <T extends Throwable> Response answer(T failure) {
    ExceptionMapper<T> mapper =
        failure instanceof EJBException
            ? null
            : providers.getExceptionMapper((Class<T>) failure.getClass());
    return mapper == null ? ErrorAnswers.of(failure) : mapper.toResponse(failure);
  }
}
