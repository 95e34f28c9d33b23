package dev.taskwire.cluster.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwire.cluster.protocol.NodeBeat;
import dev.taskwire.cluster.protocol.NodeDescription;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server's description as text: the parameters of a query. What another version wrote and this
 * one does not know is passed over; what is missing counts as nothing.
 */
final class NodeText {
  private NodeText() {}

  static String of(NodeDescription node) {
    return "name="
        + URLEncoder.encode(node.name(), UTF_8)
        + "&draining="
        + node.draining()
        + "&running="
        + node.running()
        + "&pending="
        + node.pending()
        + "&free="
        + node.free()
        + "&following="
        + node.following()
        + "&types="
        + node.types().stream()
            .sorted()
            .map(type -> URLEncoder.encode(type, UTF_8))
            .collect(Collectors.joining(","));
  }

  /** Reads {@code <counter> <lost> <microseconds> <since> <description>}. */
  static NodeBeat parse(String text) {
    String[] parts = text.split(" ", 5);
    return new NodeBeat(
        Long.parseLong(parts[0]),
        parts[1].equals("1"),
        description(parts.length > 4 ? parts[4] : ""));
  }

  /** The counter from which on the server of which this is read is known. */
  static long since(String text) {
    return Long.parseLong(text.split(" ", 5)[3]);
  }

  private static NodeDescription description(String text) {
    Map<String, String> values = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    return new NodeDescription(
        URLDecoder.decode(values.getOrDefault("name", ""), UTF_8),
        Boolean.parseBoolean(values.get("draining")),
        number(values, "running"),
        number(values, "pending"),
        number(values, "free"),
        Boolean.parseBoolean(values.get("following")),
        types(values.getOrDefault("types", "")));
  }

  private static int number(Map<String, String> values, String key) {
    return Integer.parseInt(values.getOrDefault(key, "0"));
  }

  private static Set<String> types(String text) {
    return Stream.of(text.split(","))
        .filter(type -> !type.isEmpty())
        .map(type -> URLDecoder.decode(type, UTF_8))
        .collect(Collectors.toSet());
  }
}
