package dev.taskwire.json;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members that JSON-B reads into a record or a plain class: of its creator, its canonical
 * constructor, or its properties.
 */
final class Members {
  /** Kept with each class, so that an application that is undeployed takes its own along. */
  private static final ClassValue<List<Member>> CACHE =
      new ClassValue<>() {
        @Override
        protected List<Member> computeValue(Class<?> type) {
          return List.copyOf(discover(type));
        }
      };

  private static final ClassValue<Boolean> KNOWN =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isKnown(type);
        }
      };

  private Members() {}

  /**
   * Whether we know how JSON-B reads a class: it is an author's own, and has no adapter or
   * deserializer.
   */
  static boolean areKnown(Class<?> type) {
    return KNOWN.get(type);
  }

  private static boolean isKnown(Class<?> type) {
    return !type.isInterface()
        && !type.isEnum()
        && !Modifier.isAbstract(type.getModifiers())
        && !type.isAnnotationPresent(JsonbTypeAdapter.class)
        && !type.isAnnotationPresent(JsonbTypeDeserializer.class)
        && !type.getName().startsWith("java.")
        && !type.getName().startsWith("jakarta.");
  }

  /** The members in the order of their declaration. */
  static List<Member> of(Class<?> type) {
    return CACHE.get(type);
  }

  private static List<Member> discover(Class<?> type) {
    Map<String, Member> members = new LinkedHashMap<>();
    Optional<Executable> creator = creator(type);
    if (creator.isPresent()) {
      for (Parameter parameter : creator.get().getParameters()) {
        String name = parameter.getName();
        put(
            members,
            name,
            parameter.getParameterizedType(),
            Arrays.asList(parameter, field(type, name)));
      }
    } else if (type.isRecord()) {
      putComponents(type, members);
    }
    if (!type.isRecord()) {
      putProperties(type, members);
    }
    return members.values().stream().filter(member -> !member.isTransient()).toList();
  }

  private static Optional<Executable> creator(Class<?> type) {
    return Stream.<Executable>concat(
            Arrays.stream(type.getDeclaredConstructors()),
            Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers())))
        .filter(executable -> executable.isAnnotationPresent(JsonbCreator.class))
        .findFirst();
  }

  private static void putComponents(Class<?> type, Map<String, Member> members) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Parameter[] parameters = canonicalConstructor(type, types).getParameters();
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      put(
          members,
          component.getName(),
          component.getGenericType(),
          Arrays.asList(field(type, component.getName()), component.getAccessor(), parameters[i]));
    }
  }

  /** The constructor that takes all components of a record. */
  static Constructor<?> canonicalConstructor(Class<?> type, Class<?>... componentTypes) {
    try {
      return type.getDeclaredConstructor(componentTypes);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("A record without its canonical constructor", e);
    }
  }

  private static void putProperties(Class<?> type, Map<String, Member> members) {
    Class<?> parent = type.getSuperclass();
    if (parent != null && areKnownOrAbstract(parent)) {
      putProperties(parent, members);
    }
    for (Field field : type.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (Modifier.isPublic(modifiers)
          && !Modifier.isStatic(modifiers)
          && !Modifier.isFinal(modifiers)
          && !Modifier.isTransient(modifiers)) {
        put(members, field.getName(), field.getGenericType(), Arrays.asList(field));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isSetter(method)) {
        String name = propertyName(method);
        put(
            members,
            name,
            method.getGenericParameterTypes()[0],
            Arrays.asList(field(type, name), method, getter(type, method)));
      }
    }
  }

  private static boolean areKnownOrAbstract(Class<?> type) {
    return !type.getName().startsWith("java.") && !type.getName().startsWith("jakarta.");
  }

  private static boolean isSetter(Method method) {
    return method.getName().length() > 3
        && method.getName().startsWith("set")
        && method.getParameterCount() == 1
        && Modifier.isPublic(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers())
        && !method.isBridge();
  }

  private static String propertyName(Method setter) {
    String name = setter.getName();
    return Character.toLowerCase(name.charAt(3)) + name.substring(4);
  }

  private static @Nullable Method getter(Class<?> type, Method setter) {
    String suffix = setter.getName().substring(3);
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getParameterCount() == 0)
        .filter(m -> m.getName().equals("get" + suffix) || m.getName().equals("is" + suffix))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Field field(Class<?> type, String name) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> field.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static void put(
      Map<String, Member> members,
      String name,
      Type type,
      List<? extends @Nullable AnnotatedElement> sources) {
    List<AnnotatedElement> present = new ArrayList<>();
    for (AnnotatedElement source : sources) {
      if (source != null) {
        present.add(source);
      }
    }
    members.put(name, Member.of(name, type, present));
  }
}
