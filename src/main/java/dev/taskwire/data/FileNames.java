package dev.taskwire.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds files by names with letters of any alphabet: composed ({@code ü}) or, as a Mac's archives
 * have them, decomposed ({@code u} and its dots), and in UTF-8 also where the server's locale has
 * no such letters.
 */
final class FileNames {
  /*
   * The JDK turns a text into a file's name by the locale of the process (sun.jnu.encoding), and under LC_ALL=C, as in a container,
   * refuses what is not ASCII. A file: URI carries the name's very bytes, whatever the locale.
   */
  private FileNames() {}

  /** What is at the path below a directory; empty if nothing is. */
  static Optional<Path> find(Path directory, String relative) {
    Path found = directory;
    for (String name : relative.split("/", -1)) {
      Optional<Path> child = name.isEmpty() ? Optional.of(found) : child(found, name);
      if (child.isEmpty()) {
        return Optional.empty();
      }
      found = child.get();
    }
    return Optional.of(found);
  }

  /**
   * The path that a text names, in UTF-8 if the locale cannot have it.
   *
   * @throws InvalidPathException if it is none
   */
  static Path of(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException notInThisLocale) {
      Path directory = Path.of(text.startsWith("/") ? "/" : "").toAbsolutePath();
      return inUtf8(directory, text.startsWith("/") ? text.substring(1) : text)
          .orElseThrow(() -> notInThisLocale);
    }
  }

  private static Optional<Path> child(Path directory, String name) {
    Set<Path> candidates = new LinkedHashSet<>();
    for (String form :
        new String[] {
          name, Normalizer.normalize(name, Form.NFC), Normalizer.normalize(name, Form.NFD)
        }) {
      inLocale(directory, form).ifPresent(candidates::add);
      inUtf8(directory, form).ifPresent(candidates::add);
    }
    return candidates.stream().filter(Files::exists).findFirst();
  }

  private static Optional<Path> inLocale(Path directory, String name) {
    try {
      return Optional.of(directory.resolve(name));
    } catch (InvalidPathException notInThisLocale) {
      return Optional.empty();
    }
  }

  private static Optional<Path> inUtf8(Path directory, String name) {
    try {
      String parent = directory.toUri().toString();
      String start = parent.endsWith("/") ? parent : parent + "/";
      return Optional.of(Path.of(URI.create(start + escaped(name))));
    } catch (CharacterCodingException | IllegalArgumentException noName) {
      return Optional.empty();
    }
  }

  private static String escaped(String name) throws CharacterCodingException {
    ByteBuffer bytes = UTF_8.newEncoder().encode(CharBuffer.wrap(name));
    StringBuilder escaped = new StringBuilder();
    while (bytes.hasRemaining()) {
      int b = bytes.get() & 0xFF;
      boolean plain = b == '/' || b == '.' || (b < 0x80 && Character.isLetterOrDigit(b));
      if (plain) {
        escaped.append((char) b);
      } else {
        escaped.append('%').append(Character.forDigit(b >> 4, 16));
        escaped.append(Character.forDigit(b & 0xF, 16));
      }
    }
    return escaped.toString();
  }
}
