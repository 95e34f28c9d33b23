package dev.taskwire.data;

import dev.taskwire.rest.ApiPart;
import dev.taskwire.rest.At;

/** {@code /api/data}. */
@At("data")
public abstract class DataPart extends ApiPart {
  /** The processing of files. */
  @At("/")
  public abstract DataResource data();
}
