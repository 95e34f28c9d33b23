package dev.taskwire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.taskwire.TaskStatus;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {
  private static JsonObject properties(Class<?> type) {
    return JsonSchema.of(type).getJsonObject("properties");
  }

  private static JsonValue json(String text) {
    return StrictJson.parse(text.replace('\'', '"').getBytes(UTF_8));
  }

  /** What the data endpoint takes. */
  public record Params(@NotBlank String filePath, @Min(1) @Max(10_000) int batchSize) {
    /** Fills in. */
    public Params {
      Objects.requireNonNull(filePath, "file_path is missing");
      batchSize = batchSize == 0 ? 100 : batchSize;
    }
  }

  @Test
  void of_paramsOfATask_describesMembersLimitsAndDefaults() {
    assertEquals(
        json(
            "{'$schema':'https://json-schema.org/draft/2020-12/schema','type':'object','properties':{"
                + "'file_path':{'type':'string','minLength':1},"
                + "'batch_size':{'type':'integer','minimum':1,'maximum':10000,'default':100}},"
                + "'required':['file_path']}"),
        JsonSchema.of(Params.class));
  }

  /** One member of each kind. */
  public record Kinds(
      byte tiny,
      Long big,
      double real,
      boolean flag,
      TaskStatus status,
      Instant at,
      UUID id,
      URI link,
      Duration length,
      List<Integer> numbers,
      Set<String> words,
      String[] lines,
      Map<String, Double> scores,
      Optional<String> note,
      Object anything,
      JsonObject tree,
      @JsonbDateFormat("dd.MM.yyyy") java.time.LocalDate day,
      @JsonbProperty("OwnName") String other) {}

  @Test
  void of_everyKindOfMember_hasItsTypeAndFormat() {
    assertEquals(
        json(
            "{'tiny':{'type':'integer','minimum':-128,'maximum':127},'big':{'type':'integer'},'real':{'type':'number'},"
                + "'flag':{'type':'boolean','default':false},"
                + "'status':{'type':'string','enum':['pending','running','completed','failed','cancelled']},"
                + "'at':{'type':'string','format':'date-time'},'id':{'type':'string','format':'uuid'},"
                + "'link':{'type':'string','format':'uri'},'length':{'type':'string','format':'duration'},"
                + "'numbers':{'type':'array','items':{'type':'integer','minimum':-2147483648,'maximum':2147483647}},"
                + "'words':{'type':'array','items':{'type':'string'},'uniqueItems':true},"
                + "'lines':{'type':'array','items':{'type':'string'}},"
                + "'scores':{'type':'object','additionalProperties':{'type':'number'}},"
                + "'note':{'type':'string'},'anything':{},'tree':{'type':'object'},'day':{},'OwnName':{'type':'string'}}"),
        properties(Kinds.class));
  }

  /** One member for each constraint. */
  public record Constrained(
      @Positive int positive,
      @DecimalMin("0.5") @DecimalMax(value = "1.5", inclusive = false) double between,
      @Size(min = 2, max = 5) String text,
      @Size(max = 3) @NotEmpty List<String> items,
      @NotEmpty Map<String, String> map,
      @Pattern(regexp = "[a-z]+") String word,
      @Email String mail,
      @NotNull Boolean sure) {}

  @Test
  void of_constraints_areSchemaKeywords() {
    assertEquals(
        json(
            "{'positive':{'type':'integer','maximum':2147483647,'exclusiveMinimum':0},"
                + "'between':{'type':'number','minimum':0.5,'exclusiveMaximum':1.5},"
                + "'text':{'type':'string','minLength':2,'maxLength':5},"
                + "'items':{'type':'array','items':{'type':'string'},'minItems':1,'maxItems':3},"
                + "'map':{'type':'object','additionalProperties':{'type':'string'},'minProperties':1},"
                + "'word':{'type':'string','pattern':'[a-z]+'},'mail':{'type':'string','format':'email'},"
                + "'sure':{'type':'boolean'}}"),
        properties(Constrained.class));
    assertEquals(json("['items','map','sure']"), JsonSchema.of(Constrained.class).get("required"));
  }

  /** A tree. */
  public record Tree(String name, List<Tree> children, Leaf leaf) {}

  /** A leaf of a tree. */
  public record Leaf(@Nullable Tree tree, int size) {}

  @Test
  void of_recursiveType_endsInAnyObject() {
    assertEquals(
        json(
            "{'name':{'type':'string'},'children':{'type':'array','items':{'type':'object'}},"
                + "'leaf':{'type':'object','properties':{'tree':{'type':'object'},"
                + "'size':{'type':'integer','minimum':-2147483648,'maximum':2147483647}}}}"),
        properties(Tree.class));
  }

  /** Defaults of every form. */
  public record Defaults(
      @Nullable String name, @Nullable List<String> tags, @Nullable Params nested, long left) {
    /** Fills in. */
    public Defaults {
      name = name == null ? "unnamed" : name;
      tags = tags == null ? List.of("a") : tags;
      nested = nested == null ? new Params("a.csv", 0) : nested;
    }
  }

  /** Throws whatever it gets. */
  public record Stubborn(String name) {
    /** Throws. */
    public Stubborn {
      throw new IllegalStateException("never");
    }
  }

  @Test
  void of_substitutedComponents_becomeDefaults() {
    JsonObject properties = properties(Defaults.class);
    assertEquals(json("'unnamed'"), properties.getJsonObject("name").get("default"));
    assertEquals(json("['a']"), properties.getJsonObject("tags").get("default"));
    assertEquals(
        json("{'file_path':'a.csv','batch_size':100}"),
        properties.getJsonObject("nested").get("default"));
    assertEquals(json("{'type':'integer'}"), properties.getJsonObject("left"));
    assertEquals(json("{'name':{'type':'string'}}"), properties(Stubborn.class));
  }

  @Test
  void of_typesWithoutMembers_areDescribedToo() {
    assertEquals(json("'string'"), JsonSchema.of(String.class).get("type"));
    assertEquals(1, JsonSchema.of(Object.class).size());
    assertEquals(1, JsonSchema.of(Void.class).size());
    assertEquals(json("'object'"), JsonSchema.of(Map.class).get("type"));
  }
}
