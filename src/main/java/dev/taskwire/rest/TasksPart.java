package dev.taskwire.rest;

/** {@code /api/tasks}. */
@At("tasks")
public abstract class TasksPart extends ApiPart {
  /** The tasks, and each of them. */
  @At("/")
  public abstract TasksResource tasks();

  /** The events of one as they happen. */
  @At("{id}/stream")
  public abstract StreamResource stream();

  /** The events of many as they happen. */
  @At("stream")
  public abstract FeedResource feed();

  /** The events of one for those who cannot stream. */
  @At("{id}/events")
  public abstract EventsResource events();

  /** What one is doing. */
  @At("{id}/stack")
  public abstract StackResource stack();
}
