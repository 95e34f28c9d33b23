package dev.taskwire.data.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTypeTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          0,INTEGER
          -17,INTEGER
          999999999999999999,INTEGER
          9223372036854775808,INTEGER
          -9999999999999999999,INTEGER
          9999999999999999999999999999999999999999,INTEGER
          99999999999999999999999999999999999999999,DECIMAL
          1.50,DECIMAL
          -0.5e-3,DECIMAL
          1E400,TEXT
          007,TEXT
          -01,TEXT
          +49,TEXT
          1.,TEXT
          .5,DECIMAL
          -.5e3,DECIMAL
          .,TEXT
          -.,TEXT
          .e1,TEXT
          -,TEXT
          --1,TEXT
          0x10,TEXT
          1e,TEXT
          NaN,TEXT
           1,TEXT
          ١,TEXT
          true,BOOLEAN
          FALSE,BOOLEAN
          yes,TEXT
          2026-11-23,DATE
          2024-02-29,DATE
          2023-02-29,TEXT
          2026-13-01,TEXT
          2026-00-10,TEXT
          2026-1-1,TEXT
          2026-11-23x,TEXT
          2026-11-23T12:00,TIMESTAMP
          2026-11-23 23:59:59.123456Z,TIMESTAMP
          2026-11-23T12:00:00+01:00,TIMESTAMP
          2026-11-23T24:00:00,TEXT
          2026-11-23T12:60,TEXT
          """)
  void of_value_isTheNarrowestType(String value, ValueType expected) {
    assertEquals(expected, ValueType.of(value));
  }

  @Test
  void or_twoTypes_onlyNumbersJoin() {
    for (ValueType one : ValueType.values()) {
      for (ValueType other : ValueType.values()) {
        ValueType expected =
            one == other
                ? one
                : one.isNumber() && other.isNumber() ? ValueType.DECIMAL : ValueType.TEXT;
        assertEquals(expected, one.or(other), () -> one + " or " + other);
      }
    }
  }
}
