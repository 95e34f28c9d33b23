package dev.taskwire.rest;

/** {@code /api/openapi.json}. */
@At("openapi.json")
public abstract class OpenApiPart extends ApiPart {
  /** The description of the API. */
  @At("/")
  public abstract OpenApiResource document();
}
