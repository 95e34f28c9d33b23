package dev.taskwire.body;

import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.util.List;

/** Knows the types that stand for a body as it is, which JAX-RS itself reads and writes. */
final class RawBody {
  private static final List<Class<?>> TYPES =
      List.of(
          CharSequence.class,
          byte[].class,
          InputStream.class,
          Reader.class,
          File.class,
          StreamingOutput.class,
          MultivaluedMap.class,
          Form.class,
          EntityPart.class);

  private RawBody() {}

  static boolean isOf(Class<?> type) {
    return TYPES.stream().anyMatch(raw -> raw.isAssignableFrom(type));
  }
}
