package dev.taskwire.rest;

/** {@code /api/server}. */
@At("server")
public abstract class ServerPart extends ApiPart {
  /** The server. */
  @At("/")
  public abstract ServerResource server();

  /** Whether it takes new work. */
  @At("drain")
  public abstract DrainResource drain();
}
