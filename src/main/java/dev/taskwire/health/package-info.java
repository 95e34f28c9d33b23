/**
 * Health: whether this server should get new tasks, and whether it lives; at {@code /api/health},
 * and as MicroProfile Health 4.0 where the server has it. Depends on engine and stream.
 */
@NullMarked
package dev.taskwire.health;

import org.jspecify.annotations.NullMarked;
