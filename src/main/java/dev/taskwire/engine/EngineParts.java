package dev.taskwire.engine;

import dev.taskwire.sharing.SharedTasks;
import dev.taskwire.stream.DeliveryLoops;
import dev.taskwire.type.TaskInstances;
import dev.taskwire.type.TaskTypes;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the container gives the engine.
 *
 * @param executor runs tasks
 * @param nobody runs a task on the calling thread in the application's own context, as nobody, and
 *     puts back what the thread had
 * @param threadIsClean whether the calling thread, after a task, may run the next one without going
 *     back to the container first
 * @param instances makes tasks of a class
 * @param paramsCheck throws {@link jakarta.validation.ConstraintViolationException} for invalid
 *     parameters
 * @param apiPath the path of the API from the root of the server, for example {@code /shop/api}
 * @param loops wake those who watch
 * @param types those that can be started by name
 * @param heap says when nothing new is to be taken on
 * @param listeners are told what happens
 * @param shared the servers that share their tasks
 */
record EngineParts(
    Executor executor,
    Executor nobody,
    BooleanSupplier threadIsClean,
    TaskInstances instances,
    Consumer<@Nullable Object> paramsCheck,
    Supplier<String> apiPath,
    DeliveryLoops loops,
    Supplier<TaskTypes> types,
    HeapWatch heap,
    List<TaskListener> listeners,
    SharedTasks shared) {}
