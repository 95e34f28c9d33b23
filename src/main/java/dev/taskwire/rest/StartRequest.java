package dev.taskwire.rest;

import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/tasks}.
 *
 * @param type the name of a registered task type; {@code null} if it is missing
 * @param params what that type takes; {@code null} if they are missing
 */
public record StartRequest(@Nullable String type, @Nullable JsonValue params) {}
