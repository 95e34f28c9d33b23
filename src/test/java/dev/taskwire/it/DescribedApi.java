package dev.taskwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Iterator;

/**
 * Compares answers of a server with its own description of them (OpenAPI 3.1), which is taken at
 * its word: what it does not name is not there.
 */
final class DescribedApi {
  private static final String ADDRESS = "https://taskwire.test/openapi.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document;
  private final JsonSchemaFactory schemas;

  DescribedApi(String json) throws IOException {
    this.document = JSON.readTree(json);
    close(document.path("components").path("schemas"));
    String closed = document.toString();
    this.schemas =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(
                    loaders -> loaders.schemas(uri -> uri.equals(ADDRESS) ? closed : null)));
  }

  JsonNode document() {
    return document;
  }

  /** Fails unless the answer's status, headers and body are as the operation describes them. */
  void assertDescribes(String verb, String path, HttpResponse<String> answer) throws IOException {
    String status = Integer.toString(answer.statusCode());
    JsonNode operation = document.path("paths").path(path).path(verb);
    String place = "/paths/" + escaped(path) + "/" + verb + "/responses/" + status;
    JsonNode described = operation.path("responses").path(status);
    assertFalse(described.isMissingNode(), () -> place + " is not described: " + answer.body());
    if (described.has("$ref")) {
      String reference = described.get("$ref").asText().substring(1);
      assertAnswer(document.at(reference), reference, answer);
    } else {
      assertAnswer(described, place, answer);
    }
  }

  /** Fails unless {@code json} is what the named schema describes. */
  void assertValid(String schema, String json) throws IOException {
    assertValidAt("/components/schemas/" + schema, json);
  }

  /** Fails unless every example is what its own schema describes. */
  int assertExamples() throws IOException {
    return assertExamples(document, "");
  }

  private int assertExamples(JsonNode place, String pointer) throws IOException {
    int found = 0;
    if (place.has("example") && place.has("schema")) {
      assertValidAt(pointer + "/schema", place.get("example").toString());
      found++;
    }
    if (place.isObject()) {
      for (String name : (Iterable<String>) place::fieldNames) {
        found += assertExamples(place.get(name), pointer + "/" + escaped(name));
      }
    }
    return found;
  }

  /** Clients may meet more members than are described; a test may not. */
  private static void close(JsonNode place) {
    if (place instanceof ObjectNode schema
        && schema.has("properties")
        && !schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
    place.forEach(DescribedApi::close);
  }

  private void assertAnswer(JsonNode described, String place, HttpResponse<String> answer)
      throws IOException {
    Iterator<String> headers = described.path("headers").fieldNames();
    while (headers.hasNext()) {
      String header = headers.next();
      JsonNode known = described.path("headers").path(header);
      JsonNode resolved =
          known.has("$ref") ? document.at(known.get("$ref").asText().substring(1)) : known;
      if (resolved.path("required").asBoolean()) {
        assertNotNull(answer.headers().firstValue(header).orElse(null), place + " " + header);
      }
    }
    if (!described.has("content")) {
      assertEquals("", answer.body(), place);
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    JsonNode content = described.path("content").path(type);
    assertFalse(content.isMissingNode(), place + " does not describe " + type);
    if (type.endsWith("json")) {
      assertValidAt(place + "/content/" + escaped(type) + "/schema", answer.body());
    }
  }

  private void assertValidAt(String pointer, String json) throws IOException {
    var schema = schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + pointer));
    var problems = schema.validate(JSON.readTree(json));
    assertEquals("[]", problems.toString(), () -> pointer + "\n" + json);
  }

  private static String escaped(String member) {
    return member.replace("~", "~0").replace("/", "~1");
  }
}
