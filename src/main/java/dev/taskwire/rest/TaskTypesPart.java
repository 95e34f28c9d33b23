package dev.taskwire.rest;

/** {@code /api/task-types}. */
@At("task-types")
public abstract class TaskTypesPart extends ApiPart {
  /** The types that can be started. */
  @At("/")
  public abstract TaskTypesResource types();
}
