package dev.taskwire.rest;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bytes of a public class (Java Virtual Machine Specification 17, chapter 4) that extends
 * another one by a constructor without parameters, and by methods that return what the superclass's
 * {@code Object resource(Class)} says. Not thread-safe.
 */
final class ClassFile {
  private static final int VERSION_OF_JAVA_17 = 61;
  private static final int PUBLIC_AND_SUPER = 0x21;
  private static final int PUBLIC = 1;

  private final Map<List<Object>, Integer> constants = new LinkedHashMap<>();
  private final List<byte[]> methods = new ArrayList<>();
  private final int self;
  private final int superclass;
  private byte[] annotations = {0, 0};

  /**
   * Begins a class.
   *
   * @param name its name, with slashes, and that of its superclass
   */
  ClassFile(String name, String superName) {
    self = type(name);
    superclass = type(superName);
    int constructor = method(superclass, "<init>", "()V");
    methods.add(
        method(
            "<init>",
            "()V",
            // aload_0, invokespecial, return
            written(
                code -> {
                  code.writeByte(0x2a);
                  code.writeByte(0xb7);
                  code.writeShort(constructor);
                  code.writeByte(0xb1);
                }),
            List.of()));
  }

  /** Gives the class an annotation with one text as its value. */
  void annotate(String descriptor, String value) {
    annotations = attributes(List.of(annotation(descriptor, value)));
  }

  /** Adds a method that returns the resource of a type, with an annotation of the same kind. */
  void addGetter(String name, String typeName, String descriptor, String value) {
    int type = type(typeName);
    int resource = method(superclass, "resource", "(Ljava/lang/Class;)Ljava/lang/Object;");
    byte[] code =
        // aload_0, ldc_w, invokevirtual, checkcast, areturn
        written(
            out -> {
              out.writeByte(0x2a);
              out.writeByte(0x13);
              out.writeShort(type);
              out.writeByte(0xb6);
              out.writeShort(resource);
              out.writeByte(0xc0);
              out.writeShort(type);
              out.writeByte(0xb0);
            });
    methods.add(method(name, "()L" + typeName + ";", code, List.of(annotation(descriptor, value))));
  }

  byte[] toByteArray() {
    return written(
        out -> {
          out.writeInt(0xcafebabe);
          out.writeInt(VERSION_OF_JAVA_17);
          out.writeShort(constants.size() + 1);
          for (List<Object> constant : constants.keySet()) {
            write(constant, out);
          }
          out.writeShort(PUBLIC_AND_SUPER);
          out.writeShort(self);
          out.writeShort(superclass);
          out.writeInt(0); // neither interfaces nor fields
          out.writeShort(methods.size());
          for (byte[] method : methods) {
            out.write(method);
          }
          out.write(annotations);
        });
  }

  private byte[] method(String name, String descriptor, byte[] code, List<byte[]> more) {
    List<byte[]> all = new ArrayList<>(more);
    all.add(
        attribute(
            "Code",
            out -> {
              out.writeShort(2); // of stack
              out.writeShort(1); // this
              out.writeInt(code.length);
              out.write(code);
              out.writeInt(0); // neither handlers nor attributes
            }));
    int nameIndex = text(name);
    int descriptorIndex = text(descriptor);
    return written(
        out -> {
          out.writeShort(PUBLIC);
          out.writeShort(nameIndex);
          out.writeShort(descriptorIndex);
          out.write(attributes(all));
        });
  }

  private byte[] annotation(String descriptor, String value) {
    int type = text(descriptor);
    int name = text("value");
    int text = text(value);
    return attribute(
        "RuntimeVisibleAnnotations",
        out -> {
          out.writeShort(1);
          out.writeShort(type);
          out.writeShort(1);
          out.writeShort(name);
          out.writeByte('s');
          out.writeShort(text);
        });
  }

  private byte[] attribute(String name, Writing content) {
    int index = text(name);
    byte[] bytes = written(content);
    return written(
        out -> {
          out.writeShort(index);
          out.writeInt(bytes.length);
          out.write(bytes);
        });
  }

  private static byte[] attributes(List<byte[]> attributes) {
    return written(
        out -> {
          out.writeShort(attributes.size());
          for (byte[] attribute : attributes) {
            out.write(attribute);
          }
        });
  }

  private int text(String text) {
    return constant(1, text);
  }

  private int type(String name) {
    return constant(7, text(name));
  }

  private int method(int type, String name, String descriptor) {
    return constant(10, type, constant(12, text(name), text(descriptor)));
  }

  private int constant(Object... tagAndContent) {
    return constants.computeIfAbsent(List.of(tagAndContent), key -> constants.size() + 1);
  }

  private static void write(List<Object> constant, DataOutputStream out) throws IOException {
    out.writeByte((int) constant.get(0));
    for (Object content : constant.subList(1, constant.size())) {
      if (content instanceof String text) {
        out.writeUTF(text);
      } else {
        out.writeShort((int) content);
      }
    }
  }

  private static byte[] written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Writes a piece of the file. */
  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }
}
