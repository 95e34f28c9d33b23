package dev.taskwire.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnNamesTest {
  @Test
  void of_emptyAndRepeatedNames_areMadeUnique() {
    assertEquals(
        List.of("id", "column_2", "id_2", "id_3", "column_5", "id_2_2"),
        ColumnNames.of(List.of(" id", "", "id", "id ", "  ", "id_2")));
  }

  @Test
  void of_longName_isCutWithoutSplittingACharacter() {
    String cut = "x".repeat(62) + "…";
    assertEquals(List.of(cut), ColumnNames.of(List.of("x".repeat(62) + "😀😀")));
    assertEquals(List.of("y".repeat(64)), ColumnNames.of(List.of("y".repeat(64))));
  }
}
