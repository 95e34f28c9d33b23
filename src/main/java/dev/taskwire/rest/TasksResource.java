package dev.taskwire.rest;

import dev.taskwire.TaskService;
import dev.taskwire.TaskStartResponse;
import dev.taskwire.TaskStatus;
import dev.taskwire.body.StartRequest;
import dev.taskwire.engine.TaskEngine;
import dev.taskwire.json.FieldError;
import dev.taskwire.json.InvalidJsonException;
import dev.taskwire.json.JsonBinding;
import dev.taskwire.problem.FieldPath;
import dev.taskwire.sharing.TaskView;
import dev.taskwire.stream.EventStreams;
import dev.taskwire.stream.TaskListJson;
import dev.taskwire.type.RegisteredType;
import dev.taskwire.type.TaskTypes;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.executable.ExecutableType;
import jakarta.validation.executable.ValidateOnExecution;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/tasks}: starts tasks by the name of their type, shows, cancels and removes them.
 * Thread-safe.
 */
@Dependent
@ValidateOnExecution(type = ExecutableType.NONE) // params are validated by the engine, once
public class TasksResource {
  /**
   * Any id but the name of the stream of many: RESTEasy would take that for an id where the client
   * would rather have JSON.
   */
  private static final String ONE = "{id:(?!stream$)[^/]+}";

  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 1000;

  @Inject private TaskEngine engine;
  @Inject private TaskService service;
  @Inject private TaskTypes types;
  @Inject private VisibleTasks tasks;
  @Inject private EventStreams streams;

  /** Queues a task of a registered type. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response start(StartRequest request, @Context UriInfo uris) {
    RegisteredType type = typeOf(request);
    TaskStartResponse started;
    try {
      started = engine.startType(type, paramsOf(type, request));
    } catch (ConstraintViolationException invalid) {
      throw inParams(invalid);
    }
    return Response.created(URI.create(uris.getBaseUri() + "tasks/" + started.taskId()))
        .entity(started)
        .build();
  }

  /** The tasks, newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public @Nullable Response list(
      @QueryParam("status") List<String> status,
      @QueryParam("type") List<String> type,
      @QueryParam("limit") List<String> limit,
      @Context HttpServletRequest request) {
    List<TaskStatus> statuses =
        QueryValues.given(status).stream().map(QueryValues::status).toList();
    List<String> types = QueryValues.given(type);
    int most =
        QueryValues.number("limit", QueryValues.single("limit", limit), DEFAULT_LIMIT, 1, MOST);
    List<? extends TaskView> found =
        tasks.all(request).stream()
            .filter(task -> statuses.isEmpty() || statuses.contains(task.status()))
            .filter(task -> types.isEmpty() || types.contains(task.type()))
            .limit(most)
            .toList();
    return PiecewiseAnswer.of(request, streams, new TaskListJson(found.iterator()));
  }

  /** One task. */
  @GET
  @Path(ONE)
  @Produces(MediaType.APPLICATION_JSON)
  public @Nullable Response show(@PathParam("id") String id, @Context HttpServletRequest request) {
    return PiecewiseAnswer.of(request, streams, tasks.find(request, id).jsonPieces().iterator());
  }

  /** One task, by the address of the seed guide. */
  @GET
  @Path("{id}/status")
  @Produces(MediaType.APPLICATION_JSON)
  public @Nullable Response status(
      @PathParam("id") String id, @Context HttpServletRequest request) {
    return show(id, request);
  }

  /** Asks a task to stop. */
  @POST
  @Path("{id}/cancel")
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> cancel(
      @PathParam("id") String id, @Context HttpServletRequest request) {
    TaskView task = tasks.find(request, id);
    if (!service.cancelTask(id)) {
      throw ConflictException.finished(task.status());
    }
    return Map.of("success", true, "message", "Task cancellation requested");
  }

  /** Removes a finished task. */
  @DELETE
  @Path(ONE)
  public void remove(@PathParam("id") String id, @Context HttpServletRequest request) {
    TaskView task = tasks.find(request, id);
    if (!service.removeCompletedTask(id)) {
      // it may have been removed in between, by its retention or another caller
      tasks.find(request, id);
      throw ConflictException.unfinished(task.status());
    }
  }

  private RegisteredType typeOf(StartRequest request) {
    if (request.type() == null || request.type().isBlank()) {
      throw invalid("type", "must be the name of a task type");
    }
    RegisteredType type = types.find(request.type());
    if (type == null) {
      String known =
          types.all().stream().map(RegisteredType::name).collect(Collectors.joining(", "));
      throw invalid("type", "must be one of: " + known);
    }
    return type;
  }

  private static @Nullable Object paramsOf(RegisteredType type, StartRequest request) {
    Type wanted = type.paramsType();
    if (wanted == Void.class) {
      return null;
    }
    JsonValue params = request.params() == null ? JsonValue.EMPTY_JSON_OBJECT : request.params();
    if (params == JsonValue.NULL) {
      throw invalid("params", "must not be null");
    }
    return JsonBinding.read(params, wanted, "params");
  }

  private static InvalidJsonException invalid(String field, String message) {
    return new InvalidJsonException(
        field + " " + message + ".", List.of(new FieldError(field, message)));
  }

  /** The violations, with the members' places in the body of this request. */
  private static InvalidJsonException inParams(ConstraintViolationException invalid) {
    List<FieldError> errors =
        invalid.getConstraintViolations().stream()
            .map(
                violation -> {
                  String field = FieldPath.of(violation);
                  return new FieldError(
                      field.isEmpty() ? "params" : "params." + field, violation.getMessage());
                })
            .sorted(Comparator.comparing(FieldError::field))
            .toList();
    FieldError first = errors.get(0);
    return new InvalidJsonException(first.field() + " " + first.message() + ".", errors);
  }
}
