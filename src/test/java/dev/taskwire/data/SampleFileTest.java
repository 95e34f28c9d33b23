package dev.taskwire.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample that the README processes, and the program that writes it. */
class SampleFileTest {
  private static final Path SAMPLES = Path.of("src/samples");

  @Test
  void execute_sample_profilesEveryKindOfColumn() throws Exception {
    DataProcessingResult result = process(SAMPLES.resolve("data"), "people.csv");
    assertEquals(2397, result.processedRecords());
    assertEquals(
        List.of(
            new SkippedRecord(1140, "2 fields, but the header has 12 fields"),
            new SkippedRecord(2275, "2 fields, but the header has 12 fields")),
        result.skippedReasons());
    assertEquals(
        List.of(
            "id integer",
            "name text",
            "email text",
            "city text",
            "country text",
            "birth_date date",
            "height_cm decimal",
            "newsletter boolean",
            "visits integer",
            "balance decimal",
            "last_seen timestamp",
            "note text"),
        result.columns().stream().map(column -> column.name() + " " + column.type()).toList());
  }

  @Test
  void result_asJson_isSnakeCaseWithNulls(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("a.csv"), "n,t\n1,a\n3\n3,\n");
    JsonbConfig config =
        new JsonbConfig()
            .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES);
    Jsonb jsonb = JsonbBuilder.create(config);
    String profile =
        "{\"column_count\":2,\"columns\":["
            + "{\"distinct_count\":2,\"distinct_exact\":true,\"empty_count\":0,\"histogram\":"
            + "{\"bin_width\":1.0,\"counts\":[1,0,1],\"start\":1.0},\"max\":3,\"mean\":2.0,"
            + "\"min\":1,\"name\":\"n\",\"top_values\":[{\"count\":1,\"value\":\"1\"},"
            + "{\"count\":1,\"value\":\"3\"}],\"type\":\"integer\"},"
            + "{\"distinct_count\":1,\"distinct_exact\":true,\"empty_count\":1,"
            + "\"histogram\":null,\"max\":null,\"mean\":null,\"min\":null,\"name\":\"t\","
            + "\"top_values\":[{\"count\":1,\"value\":\"a\"}],\"type\":\"text\"}],"
            + "\"delimiter\":\",\",\"file_path\":\"a.csv\",\"header_line\":1,\"processed_records\":2,\"skipped_reasons\":"
            + "[{\"line\":3,\"reason\":\"1 field, but the header has 2 fields\"}],"
            + "\"skipped_records\":1,\"success\":true}";
    assertEquals(profile, jsonb.toJson(process(directory, "a.csv")));
    jsonb.close();
  }

  @Test
  void generator_sameArguments_writesTheSample(@TempDir Path directory) throws Exception {
    Path copy = directory.resolve("people.csv");
    Process generator =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                SAMPLES.resolve("GenerateCsv.java").toString(),
                copy.toString(),
                "0.3")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output.txt").toFile())
            .start();
    assertEquals(0, generator.waitFor());
    assertEquals(
        "2,399 records, 300,081 bytes\n", Files.readString(directory.resolve("output.txt")));
    assertEquals(-1, Files.mismatch(SAMPLES.resolve("data/people.csv"), copy));
  }

  private static DataProcessingResult process(Path directory, String file) throws Exception {
    return assertInstanceOf(
        DataProcessingResult.class,
        new DataProcessingTask(new DataDirectory(directory))
            .execute(new RecordedProgress(), new DataProcessingParams(file, null)));
  }
}
