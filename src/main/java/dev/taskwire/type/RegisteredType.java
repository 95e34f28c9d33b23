package dev.taskwire.type;

import dev.taskwire.BaseTask;
import java.lang.reflect.Type;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A task class that can be started by the name of its type.
 *
 * @param name the name
 * @param taskClass the class
 * @param paramsType what {@code P} is; {@link Void} for none
 * @param timeout its own limit of running time, zero for none; {@code null} if the configured one
 *     applies
 * @param description what it does; {@code ""} if that is not said
 * @param isRestartable whether its tasks may begin anew when their server is lost
 */
public record RegisteredType(
    String name,
    Class<? extends BaseTask<?, ?>> taskClass,
    Type paramsType,
    @Nullable Duration timeout,
    String description,
    boolean isRestartable) {}
