package dev.taskwire.thread;

import java.util.stream.Stream;

/** The class loader of an application that lacks some libraries. */
public final class Hiding extends ClassLoader {
  private final String[] packages;

  public Hiding(String... packages) {
    super(Hiding.class.getClassLoader());
    this.packages = packages;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (Stream.of(packages).anyMatch(name::startsWith)) {
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }
}
