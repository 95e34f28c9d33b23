package dev.taskwire.rest;

import jakarta.ejb.EJBException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers for what an EJB container wrapped as it would be answered unwrapped. */
@Provider
public class EjbExceptionMapper implements ExceptionMapper<EJBException> {
  @Override
  public Response toResponse(EJBException failure) {
    return ErrorAnswers.of(failure);
  }
}
