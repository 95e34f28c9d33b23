package dev.taskwire.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwire.edge.ForwardedPrefix;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/openapi.json}: the description of this API (OpenAPI 3.1). It is written by hand;
 * tests compare it with the resources and with what a server answers. Thread-safe.
 */
@Dependent
public class OpenApiResource {
  private static final String DOCUMENT = "openapi.json";
  private static final String SERVER = "\"url\": \"/api\"";

  private final String document = read();

  /** The description, with the address of this deployment in it. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public String show(
      @Context UriInfo uris,
      @HeaderParam(ForwardedPrefix.HEADER) @Nullable String forwardedPrefix) {
    String base = ForwardedPrefix.of(forwardedPrefix) + uris.getBaseUri().getRawPath();
    String path = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return document.replace(SERVER, "\"url\": \"" + path + "\"");
  }

  static String read() {
    try (InputStream in = OpenApiResource.class.getResourceAsStream(DOCUMENT)) {
      if (in == null) {
        throw new IllegalStateException("The application lacks its " + DOCUMENT);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
