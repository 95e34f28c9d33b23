package dev.taskwire.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.StringReader;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The description of the API says of every resource what it is, and of nothing else. */
class OpenApiTest {
  private final JsonObject document =
      Json.createReader(new StringReader(OpenApiResource.read())).readObject();

  @Test
  void paths_comparedWithTheResources_areTheSame() {
    Set<String> implemented = new TreeSet<>();
    new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.taskwire")
            .stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .forEach(type -> addOperations(type, implemented));

    assertEquals(String.join("\n", implemented), String.join("\n", described()));
  }

  @Test
  void references_everyOne_leadSomewhere() {
    Set<String> references = new TreeSet<>();
    collectReferences(document, references);

    assertTrue(references.size() > 20, references::toString);
    for (String reference : references) {
      assertTrue(
          document.getValue(reference.substring(1)).getValueType() == JsonValue.ValueType.OBJECT);
    }
  }

  @Test
  void operations_everyOne_haveAnIdOfTheirOwnAndAnswers() {
    Set<String> ids = new TreeSet<>();
    JsonObject paths = document.getJsonObject("paths");
    for (String path : paths.keySet()) {
      for (JsonValue operation : paths.getJsonObject(path).values()) {
        assertTrue(ids.add(operation.asJsonObject().getString("operationId")), path);
        assertTrue(operation.asJsonObject().getJsonObject("responses").containsKey("401"), path);
      }
    }
    assertEquals(described().size(), ids.size());
  }

  private static void addOperations(JavaClass type, Set<String> operations) {
    String base = type.getAnnotationOfType(Path.class).value();
    for (JavaMethod method : type.getMethods()) {
      String below =
          method.isAnnotatedWith(Path.class)
              ? "/" + method.getAnnotationOfType(Path.class).value()
              : "";
      method.getAnnotations().stream()
          .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
          .map(annotation -> annotation.getRawType().getSimpleName())
          .forEach(verb -> operations.add(verb + " /" + base + below));
    }
  }

  private Set<String> described() {
    Set<String> operations = new TreeSet<>();
    JsonObject paths = document.getJsonObject("paths");
    for (String path : paths.keySet()) {
      for (String verb : paths.getJsonObject(path).keySet()) {
        operations.add(verb.toUpperCase(Locale.ROOT) + " " + path);
      }
    }
    return operations;
  }

  private static void collectReferences(JsonStructure place, Set<String> references) {
    var values =
        place instanceof JsonObject object
            ? object.values()
            : place.asJsonArray().getValuesAs(JsonValue.class);
    if (place instanceof JsonObject object && object.get("$ref") instanceof JsonString reference) {
      references.add(reference.getString());
    }
    for (JsonValue value : values) {
      if (value instanceof JsonStructure structure) {
        collectReferences(structure, references);
      }
    }
  }
}
