package dev.taskwire.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageFilesTest {
  private final PageFiles files = new PageFiles();

  @ParameterizedTest
  @CsvSource({
    "'', text/html;charset=utf-8",
    "app/main.js, text/javascript;charset=utf-8",
    "css/base.css, text/css;charset=utf-8",
    "favicon.svg, image/svg+xml"
  })
  void find_fileOfThePage_knowsWhatItIs(String name, String mediaType) throws IOException {
    PageFile file = files.find(name);

    assertNotNull(file);
    assertEquals(mediaType, file.mediaType());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../beans.xml",
        "app/../index.html",
        "/index.html",
        "app//main.js",
        "app",
        "app/",
        "..",
        "none.js",
        "app\\main.js",
        "index.html/",
        "PageFiles.class"
      })
  void find_anythingElse_isNotThere(String name) throws IOException {
    assertNull(files.find(name));
  }

  @Test
  void tag_ofOtherBytes_isAnotherOne() {
    PageFile one = PageFile.of("a.js", new byte[] {1});
    String other = PageFile.of("a.js", new byte[] {2}).tag();

    assertEquals(one.tag(), PageFile.of("a.js", new byte[] {1}).tag());
    assertTrue(one.isAmong(other + " , W/" + one.tag()) && one.isAmong("*"));
    assertFalse(one.isAmong(other) || one.isAmong(""));
  }

  @Test
  void apiPlace_ofAnyMapping_isWrittenInAscii() {
    assertEquals("/api", ApiPlace.path(List.of()));
    assertEquals("/jobs/v1", ApiPlace.path(List.of("/jobs/v1/*")));
    assertEquals("/auftr%C3%A4ge%20%22x", ApiPlace.path(List.of("/aufträge \"x/*")));
    assertEquals("", ApiPlace.path(List.of("/*")));
  }
}
