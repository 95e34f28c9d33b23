package dev.taskwire.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.taskwire.problem.Problem;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
            .filter(type -> type.isAnnotatedWith(At.class))
            .forEach(part -> addPart(part, implemented));

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

  /** What an example says is what some code of ours says, whatever is put in between. */
  @Test
  void examples_ofErrors_areSentencesOfOurs() throws IOException {
    List<Pattern> sentences = sentences();
    Set<JsonObject> examples = new LinkedHashSet<>();
    collectErrors(document, examples);

    assertTrue(examples.size() > 15, examples::toString);
    for (JsonObject example : examples) {
      assertEquals(example.getString("detail"), example.getString("error"));
      assertEquals(Problem.of(example.getInt("status")).title(), example.getString("title"));
      String said =
          example.containsKey("errors")
              ? example.getJsonArray("errors").getJsonObject(0).getString("message")
              : example.getString("detail");
      assertTrue(example.getString("detail").contains(said));
      assertTrue(sentences.stream().anyMatch(s -> s.matcher(said).matches()), said);
    }
  }

  /** Generators of clients stumble over these (openapi-generator, orval, openapi-typescript). */
  @Test
  void schemas_forGenerators_useNeitherConstNorConditionsNorAnyOf() {
    String text = document.toString();
    for (String keyword : List.of("const", "anyOf", "oneOf", "allOf", "if", "then")) {
      assertFalse(text.contains("\"" + keyword + "\":"), keyword);
    }
    Set<JsonObject> formats = new LinkedHashSet<>();
    collect(document, object -> object.containsKey("format"), formats);
    assertTrue(formats.stream().noneMatch(schema -> schema.containsKey("pattern")));
  }

  /** The literals of our sources, joined where they are; what is put in between may be anything. */
  private static List<Pattern> sentences() throws IOException {
    Pattern literal = Pattern.compile("(\\+\\s*)?\"([^\"\\\\\\n]{9,}+)\"(\\s*\\+)?");
    List<Pattern> sentences = new ArrayList<>();
    try (var files = Files.walk(java.nio.file.Path.of("src/main/java"))) {
      for (java.nio.file.Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String source =
            Files.readString(file)
                .replaceAll("\"\\s*\\+\\s*\"", "")
                .replaceAll("\"\\s*\\+\\s*[\\w.()]+\\s*\\+\\s*\"", "\u0001");
        Matcher found = literal.matcher(source);
        while (found.find()) {
          String text = Pattern.quote(found.group(2)).replace("\u0001", "\\E.+\\Q");
          sentences.add(
              Pattern.compile(
                  (found.group(1) == null ? "" : ".*")
                      + text
                      + (found.group(3) == null ? "" : ".*")));
        }
      }
    }
    return sentences;
  }

  private static void collectErrors(JsonStructure place, Set<JsonObject> errors) {
    collect(place, object -> object.containsKey("detail") && object.containsKey("status"), errors);
    errors.removeIf(object -> !(object.get("status") instanceof JsonNumber));
  }

  private static void collect(
      JsonStructure place, Predicate<JsonObject> wanted, Set<JsonObject> found) {
    if (place instanceof JsonObject object && wanted.test(object)) {
      found.add(object);
    }
    var values =
        place instanceof JsonObject object
            ? object.values()
            : place.asJsonArray().getValuesAs(JsonValue.class);
    for (JsonValue value : values) {
      if (value instanceof JsonStructure structure) {
        collect(structure, wanted, found);
      }
    }
  }

  private static void addPart(JavaClass part, Set<String> operations) {
    String base = "/" + part.getAnnotationOfType(At.class).value();
    for (JavaMethod locator : part.getMethods()) {
      String path = locator.getAnnotationOfType(At.class).value();
      String below = path.equals("/") ? "" : "/" + path;
      addOperations(locator.getRawReturnType(), base + below, operations);
    }
  }

  private static void addOperations(JavaClass resource, String base, Set<String> operations) {
    for (JavaMethod method : resource.getMethods()) {
      method.getAnnotations().stream()
          .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
          .map(annotation -> annotation.getRawType().getSimpleName())
          .forEach(verb -> operations.add(verb + " " + base + below(method)));
    }
  }

  private static String below(JavaMethod method) {
    String path =
        method.isAnnotatedWith(Path.class) ? method.getAnnotationOfType(Path.class).value() : "/";
    return path.equals("/") ? "" : "/" + path.replaceAll(":[^}]*}", "}");
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
