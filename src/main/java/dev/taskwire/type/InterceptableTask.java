package dev.taskwire.type;

import dev.taskwire.BaseTask;
import jakarta.enterprise.inject.spi.AnnotatedConstructor;
import jakarta.enterprise.inject.spi.AnnotatedField;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A task class as CDI sees it: without the final methods of {@link BaseTask}. Immutable. */
final class InterceptableTask<T> implements AnnotatedType<T> {
  private final AnnotatedType<T> all;
  private final Set<AnnotatedMethod<? super T>> methods;

  InterceptableTask(AnnotatedType<T> all) {
    this.all = all;
    this.methods =
        all.getMethods().stream()
            .filter(method -> !isOurs(method.getJavaMember()))
            .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isOurs(Method method) {
    return method.getDeclaringClass() == BaseTask.class && Modifier.isFinal(method.getModifiers());
  }

  @Override
  public Set<AnnotatedMethod<? super T>> getMethods() {
    return methods;
  }

  @Override
  public Class<T> getJavaClass() {
    return all.getJavaClass();
  }

  @Override
  public Set<AnnotatedConstructor<T>> getConstructors() {
    return all.getConstructors();
  }

  @Override
  public Set<AnnotatedField<? super T>> getFields() {
    return all.getFields();
  }

  @Override
  public Type getBaseType() {
    return all.getBaseType();
  }

  @Override
  public Set<Type> getTypeClosure() {
    return all.getTypeClosure();
  }

  @Override
  public <A extends Annotation> @Nullable A getAnnotation(Class<A> type) {
    return all.getAnnotation(type);
  }

  @Override
  public <A extends Annotation> Set<A> getAnnotations(Class<A> type) {
    return all.getAnnotations(type);
  }

  @Override
  public Set<Annotation> getAnnotations() {
    return all.getAnnotations();
  }

  @Override
  public boolean isAnnotationPresent(Class<? extends Annotation> type) {
    return all.isAnnotationPresent(type);
  }
}
