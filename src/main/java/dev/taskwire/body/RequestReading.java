package dev.taskwire.body;

import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/**
 * Makes a request body that cannot be read the client's fault, whichever reader the server chose
 * for it.
 *
 * <p>Only here can it be told from the same exceptions of a resource or of a writer: those are the
 * server's fault.
 */
@ConstrainedTo(RuntimeType.SERVER)
public class RequestReading implements ReaderInterceptor {
  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    try {
      return context.proceed();
    } catch (ProcessingException | JsonbException | JsonException e) {
      throw new BadRequestException(
          "The body of the request is not the JSON that was asked for.", e);
    } catch (IOException e) {
      throw new BadRequestException("The body of the request could not be read to its end.", e);
    }
  }
}
