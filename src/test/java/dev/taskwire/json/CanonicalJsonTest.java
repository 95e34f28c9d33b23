package dev.taskwire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
  private static String canonical(String json) {
    return new String(CanonicalJson.of(StrictJson.parse(json.getBytes(UTF_8))), UTF_8);
  }

  @Test
  void of_everyKindOfValue_isCompactAndSorted() {
    assertEquals(
        "{\"a\":[],\"b\":[1,true,null,{}],\"c\":{\"d\":\"\\n\",\"e\":-1.5}}",
        canonical(
            "{ \"c\" : {\"e\":-1.50,\n\"d\":\"\\u000a\"}, \"b\": [1.0, true, null, {} ], \"a\":[ ]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":1,\"b\":2}|{\"b\":2,\"a\":1}",
        "[1,2]|[ 1 ,\t2 ]",
        "100|1e2",
        "100|100.00",
        "0|-0",
        "0|0.0e7",
        "\"é/\"|\"\\u00e9\\/\"",
        "{\"x\":{\"a\":[{\"c\":1,\"d\":2}]}}|{\"x\":{\"a\":[{\"d\":2,\"c\":1}]}}"
      })
  void of_theSameData_isTheSame(String one, String other) {
    assertEquals(canonical(one), canonical(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[1,2]|[2,1]",
        "{\"a\":null}|{}",
        "1|\"1\"",
        "[[1],2]|[1,[2]]",
        "{\"a\":\"b\"}|{\"b\":\"a\"}",
        "1|1.0000000000000000000001"
      })
  void of_otherData_isAnother(String one, String other) {
    assertNotEquals(canonical(one), canonical(other));
  }
}
