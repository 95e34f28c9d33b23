package dev.taskwire.engine;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a task before it runs, and never changes.
 *
 * @param id its id
 * @param type the name of its type
 * @param owner who started it; {@code null} if nobody is known
 */
record TaskIdentity(String id, String type, @Nullable String owner) {}
