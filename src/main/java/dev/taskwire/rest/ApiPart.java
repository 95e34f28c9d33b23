package dev.taskwire.rest;

import jakarta.enterprise.inject.spi.CDI;

/**
 * A part of the API: its abstract methods name the resources below it and, by {@link At}, where
 * they are. {@link PartClasses} makes a class of each, for our application alone.
 *
 * <p>Whatever a server finds by scanning, classes with {@code @Path} and {@code @Provider}, belongs
 * to every application of the WAR that names nothing, and a host may have such. So nothing of ours
 * is found. Thread-safe.
 */
public abstract class ApiPart {
  /** The resource of this type: always the same, though the server makes a part for each call. */
  protected final Object resource(Class<?> type) {
    return CDI.current().select(ApiResources.class).get().of(type);
  }
}
