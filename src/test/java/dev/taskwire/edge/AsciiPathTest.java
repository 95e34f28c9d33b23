package dev.taskwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsciiPathTest {
  @ParameterizedTest
  @CsvSource({
    "/api,                    /api",
    "/my app/api,             /my%20app/api",
    "/aufträge/api,           /auftr%C3%A4ge/api",
    "/auftr%C3%A4ge/api,      /auftr%C3%A4ge/api",
    "/50%/api,                /50%25/api",
    "/a\"<b>/api,             /a%22%3Cb%3E/api"
  })
  void of_anyPath_isFitForAnAddressAndEncodedOnce(String path, String ascii) {
    assertEquals(ascii, AsciiPath.of(path));
  }
}
