package dev.taskwire.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.InputStream;
import java.io.Reader;

/**
 * Jakarta JSON Processing with a provider that was looked up once: {@link jakarta.json.Json}
 * searches the class path for one at every call, which took a server longer than the task whose
 * JSON it was. Thread-safe.
 */
public final class JsonP {
  private static final JsonProvider PROVIDER = JsonProvider.provider();

  private JsonP() {}

  /** See {@link jakarta.json.Json#createReader(InputStream)}. */
  public static JsonReader reader(InputStream in) {
    return PROVIDER.createReader(in);
  }

  /** See {@link jakarta.json.Json#createReader(Reader)}. */
  public static JsonReader reader(Reader in) {
    return PROVIDER.createReader(in);
  }

  /** See {@link jakarta.json.Json#createObjectBuilder()}. */
  public static JsonObjectBuilder object() {
    return PROVIDER.createObjectBuilder();
  }

  /** See {@link jakarta.json.Json#createArrayBuilder()}. */
  public static JsonArrayBuilder array() {
    return PROVIDER.createArrayBuilder();
  }

  /** See {@link jakarta.json.Json#createValue(String)}. */
  public static JsonString value(String text) {
    return PROVIDER.createValue(text);
  }

  /** See {@link jakarta.json.Json#createValue(long)}. */
  public static JsonValue value(long number) {
    return PROVIDER.createValue(number);
  }
}
