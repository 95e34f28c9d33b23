package dev.taskwire.cluster.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.Answer;
import dev.taskwire.cluster.protocol.Slice;
import dev.taskwire.cluster.protocol.TaskRecord;
import dev.taskwire.cluster.protocol.WatchRate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list that the engine answered, read by position. Immutable. */
final class Reply {
  /** The fields of a task, as {@link #task} reads them. */
  static final List<String> FIELDS =
      List.of(
          "type",
          "owner",
          "node",
          "fence",
          "attempt",
          "restartable",
          "status",
          "cancel",
          "last",
          "seen",
          "accepted",
          "refused",
          "json");

  /** The same with the result behind them. */
  static final List<String> FIELDS_AND_RESULT = withResult();

  /** In front of the id of a server that watches a task coarsely. */
  static final String COARSE = "~";

  private final List<?> items;

  private Reply(List<?> items) {
    this.items = items;
  }

  /** Nothing counts as an empty list. */
  static Reply of(@Nullable Object answer) {
    return new Reply(answer instanceof List<?> list ? list : List.of());
  }

  int size() {
    return items.size();
  }

  Reply list(int at) {
    return of(at < items.size() ? items.get(at) : null);
  }

  byte @Nullable [] bytes(int at) {
    return at < items.size() && items.get(at) instanceof byte[] bytes ? bytes : null;
  }

  @Nullable String text(int at) {
    return text(at < items.size() ? items.get(at) : null);
  }

  static @Nullable String text(@Nullable Object answer) {
    return answer instanceof byte[] bytes ? new String(bytes, UTF_8) : null;
  }

  /** A text that is not empty. */
  @Nullable String name(int at) {
    String text = text(at);
    return text == null || text.isEmpty() ? null : text;
  }

  String required(int at) {
    return Objects.requireNonNull(text(at), "an answer of the engine is incomplete");
  }

  /** A number, as such or in digits; 0 if there is none. */
  long number(int at) {
    Object item = at < items.size() ? items.get(at) : null;
    if (item instanceof Long number) {
      return number;
    }
    String digits = text(item);
    return digits == null || digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  Answer answer(int at) {
    return Answer.valueOf(required(at).toUpperCase(Locale.ROOT));
  }

  List<String> texts() {
    List<String> texts = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      texts.add(required(i));
    }
    return texts;
  }

  /** Who watches, and how closely. */
  Map<String, WatchRate> watchers() {
    Map<String, WatchRate> watchers = new HashMap<>();
    for (String member : texts()) {
      if (member.startsWith(COARSE)) {
        watchers.putIfAbsent(member.substring(COARSE.length()), WatchRate.COARSE);
      } else {
        watchers.put(member, WatchRate.FULL);
      }
    }
    return watchers;
  }

  Slice slice() {
    return new Slice(number(0), number(1), Objects.requireNonNull(bytes(2)));
  }

  /** The task whose {@link #FIELDS} these are. */
  TaskRecord task(String id, long position) {
    return new TaskRecord(
        id,
        required(0),
        text(1),
        name(2),
        number(3),
        (int) number(4),
        number(5) == 1,
        TaskStatus.valueOf(required(6).toUpperCase(Locale.ROOT)),
        number(7) == 1,
        number(8),
        number(9),
        number(10),
        position,
        name(11) == null ? Set.of() : Set.of(required(11).strip().split(" ")),
        Objects.requireNonNull(bytes(12)),
        bytes(13));
  }

  private static List<String> withResult() {
    List<String> fields = new ArrayList<>(FIELDS);
    fields.add("result");
    return List.copyOf(fields);
  }
}
