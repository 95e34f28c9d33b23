package dev.taskwire.json;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what a generic type says about its parts. */
final class GenericTypes {
  private GenericTypes() {}

  /** The class of a type; of a variable or a wildcard, that of its first bound. */
  static Class<?> rawClass(Type type) {
    if (type instanceof Class<?> known) {
      return known;
    }
    if (type instanceof ParameterizedType parameterized) {
      return (Class<?>) parameterized.getRawType();
    }
    if (type instanceof GenericArrayType array) {
      return rawClass(array.getGenericComponentType()).arrayType();
    }
    if (type instanceof WildcardType wildcard) {
      return rawClass(wildcard.getUpperBounds()[0]);
    }
    return rawClass(((TypeVariable<?>) type).getBounds()[0]);
  }

  /**
   * What stands for a parameter of a generic superclass or interface of a type, for example for the
   * element of a list.
   */
  static Type argument(Type type, Class<?> generic, int index) {
    Map<TypeVariable<?>, Type> bindings = new HashMap<>();
    bind(type, bindings);
    return substitute(generic.getTypeParameters()[index], bindings);
  }

  /**
   * The type of a member as a given type has it: with the type's arguments in the place of its
   * variables.
   */
  static Type member(Type declared, Type owner) {
    if (declared instanceof Class) {
      return declared;
    }
    Map<TypeVariable<?>, Type> bindings = new HashMap<>();
    bind(owner, bindings);
    return substitute(declared, bindings);
  }

  /** The type of an array's items. */
  static Type component(Type type) {
    return type instanceof GenericArrayType array
        ? array.getGenericComponentType()
        : rawClass(type).getComponentType();
  }

  private static void bind(@Nullable Type type, Map<TypeVariable<?>, Type> bindings) {
    if (type == null) {
      return;
    }
    Class<?> raw = rawClass(type);
    if (type instanceof ParameterizedType parameterized) {
      Type[] arguments = parameterized.getActualTypeArguments();
      for (int i = 0; i < arguments.length; i++) {
        bindings.putIfAbsent(raw.getTypeParameters()[i], substitute(arguments[i], bindings));
      }
    }
    bind(raw.getGenericSuperclass(), bindings);
    for (Type parent : raw.getGenericInterfaces()) {
      bind(parent, bindings);
    }
  }

  private static Type substitute(Type type, Map<TypeVariable<?>, Type> bindings) {
    if (type instanceof TypeVariable) {
      Type bound = bindings.get(type);
      return bound != null ? bound : rawClass(type);
    }
    if (type instanceof WildcardType wildcard) {
      return substitute(wildcard.getUpperBounds()[0], bindings);
    }
    if (type instanceof GenericArrayType array) {
      Type component = substitute(array.getGenericComponentType(), bindings);
      return component instanceof Class<?> known ? known.arrayType() : new Items(component);
    }
    if (type instanceof ParameterizedType parameterized) {
      return new Applied(
          rawClass(type),
          Arrays.stream(parameterized.getActualTypeArguments())
              .map(argument -> substitute(argument, bindings))
              .toList());
    }
    return type;
  }

  /** An array whose items are of a generic type. */
  private record Items(Type getGenericComponentType) implements GenericArrayType {}

  /** A generic class with its arguments. */
  private record Applied(Class<?> getRawType, List<Type> arguments) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public @Nullable Type getOwnerType() {
      return getRawType.getDeclaringClass();
    }
  }
}
