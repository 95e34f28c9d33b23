package dev.taskwire.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads an event stream as a browser does (WHATWG HTML 9.2.6), from any pieces of text. Independent
 * of the code that writes one. Single-threaded.
 */
public final class SseParser {
  /** One dispatched event. */
  public record Event(String id, String type, String data) {}

  final List<Event> events = new ArrayList<>();
  final List<String> comments = new ArrayList<>();
  long retry = -1;

  private final StringBuilder data = new StringBuilder();
  private String type = "";
  private String lastId = "";
  private String rest = "";

  /** Parses a whole stream. */
  public static List<Event> events(String stream) {
    SseParser parser = new SseParser();
    parser.feed(stream);
    return parser.events;
  }

  void feed(String piece) {
    String text = rest + piece;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' && i + 1 == text.length()) {
        break;
      }
      if (c == '\n' || c == '\r') {
        line(text.substring(start, i));
        if (c == '\r' && text.charAt(i + 1) == '\n') {
          i++;
        }
        start = i + 1;
      }
    }
    rest = text.substring(start);
  }

  private void line(String line) {
    int colon = line.indexOf(':');
    if (line.isEmpty()) {
      dispatch();
    } else if (colon == 0) {
      comments.add(line.substring(1));
    } else if (colon > 0) {
      String value = line.substring(colon + 1);
      field(line.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
    } else {
      field(line, "");
    }
  }

  private void field(String name, String value) {
    switch (name) {
      case "event" -> type = value;
      case "data" -> data.append(value).append('\n');
      case "id" -> lastId = value.indexOf('\0') < 0 ? value : lastId;
      case "retry" -> retry = value.matches("[0-9]+") ? Long.parseLong(value) : retry;
      default -> {
        // ignored, as the standard says
      }
    }
  }

  private void dispatch() {
    if (!data.isEmpty()) {
      String text = data.substring(0, data.length() - 1);
      events.add(new Event(lastId, type.isEmpty() ? "message" : type, text));
    }
    data.setLength(0);
    type = "";
  }
}
