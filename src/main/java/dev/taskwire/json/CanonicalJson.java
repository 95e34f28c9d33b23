package dev.taskwire.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.TreeMap;

/**
 * Writes a document so that the same data has the same bytes, however it was written: members in
 * the order of their names, no white space, each number and each string in one spelling.
 */
public final class CanonicalJson {
  private final Utf8Buffer out = new Utf8Buffer(256);

  private CanonicalJson() {}

  /** The bytes; they are for comparing, not for sending. */
  public static byte[] of(JsonValue document) {
    CanonicalJson writer = new CanonicalJson();
    writer.write(document);
    return writer.out.toByteArray();
  }

  private void write(JsonValue value) {
    if (value instanceof JsonObject object) {
      writeObject(object);
    } else if (value instanceof JsonArray array) {
      writeArray(array);
    } else if (value instanceof JsonString string) {
      out.quoted(string.getString());
    } else if (value instanceof JsonNumber number) {
      out.ascii(number.bigDecimalValue().stripTrailingZeros().toString());
    } else {
      out.ascii(value.toString());
    }
  }

  private void writeObject(JsonObject object) {
    String separator = "{";
    for (var member : new TreeMap<>(object).entrySet()) {
      out.ascii(separator).quoted(member.getKey()).ascii(":");
      write(member.getValue());
      separator = ",";
    }
    out.ascii(object.isEmpty() ? "{}" : "}");
  }

  private void writeArray(JsonArray array) {
    String separator = "[";
    for (JsonValue item : array) {
      out.ascii(separator);
      write(item);
      separator = ",";
    }
    out.ascii(array.isEmpty() ? "[]" : "]");
  }
}
