package dev.taskwire.architecture;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What others compile against, a line for each type and member: whoever calls it, extends it or
 * implements it. Stateless.
 */
final class PublicApi {
  private PublicApi() {}

  /** The lines of all public types in these packages; the packages below them are not in it. */
  static Set<String> of(Class<?> anyOfTheJar, String... packages) throws IOException {
    Set<String> lines = new TreeSet<>();
    for (String name : packages) {
      for (Class<?> type : types(anyOfTheJar, name)) {
        lines.addAll(linesOf(type));
      }
    }
    return lines;
  }

  static Set<String> linesOf(Class<?> type) {
    Set<String> lines = new TreeSet<>();
    if (!Modifier.isPublic(type.getModifiers())) {
      return lines;
    }
    String interfaces = Arrays.toString(type.getGenericInterfaces());
    lines.add("type " + type.toGenericString() + " < " + superOf(type) + " " + interfaces);
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isForOthers(constructor.getModifiers()) && !constructor.isSynthetic()) {
        lines.add("make " + constructor.toGenericString());
      }
    }
    for (Field field : type.getDeclaredFields()) {
      if (isForOthers(field.getModifiers()) && !field.isSynthetic()) {
        lines.add("field " + field.toGenericString());
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isForOthers(method.getModifiers()) && !method.isSynthetic()) {
        lines.add(kind(method) + " " + method.toGenericString());
      }
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      lines.addAll(linesOf(nested));
    }
    return lines;
  }

  /**
   * {@code must} for what an implementation has to have: another one breaks those that are there.
   */
  private static String kind(Method method) {
    return Modifier.isAbstract(method.getModifiers()) && method.getDefaultValue() == null
        ? "must"
        : "call";
  }

  private static String superOf(Class<?> type) {
    return type.getGenericSuperclass() == null ? "-" : type.getGenericSuperclass().getTypeName();
  }

  private static boolean isForOthers(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static List<Class<?>> types(Class<?> anyOfTheJar, String packageName) throws IOException {
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.list(classes(anyOfTheJar).resolve(path(packageName)))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.contains("$") && !name.startsWith("package-")) {
          types.add(Class.forName(packageName + "." + name.replace(".class", "")));
        }
      }
    } catch (ClassNotFoundException gone) {
      throw new IOException(gone);
    }
    return types;
  }

  private static String path(String packageName) {
    return packageName.replace('.', '/');
  }

  private static Path classes(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
