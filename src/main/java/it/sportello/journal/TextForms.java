package it.sportello.journal;

import it.sportello.base.Coded;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/// Writes records with one text component and coded constants as plain text.
public final class TextForms {
  private TextForms() {}

  /// Registers a record whose only component is a `String`.
  public static <T extends Record> void name(SimpleModule module, Class<T> type) {
    try {
      Constructor<T> maker = type.getDeclaredConstructor(String.class);
      Method text = type.getRecordComponents()[0].getAccessor();
      module.addSerializer(type, new Writer<>(v -> (String) text.invoke(v)));
      module.addDeserializer(type, new Reader<>(maker::newInstance));
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type + " (expected: a record with one String)", e);
    }
  }

  /// Registers an enum that is written by its code.
  public static <T extends Coded> void constant(SimpleModule module, Class<T> type) {
    Map<String, T> byCode = new HashMap<>();
    for (T constant : type.getEnumConstants()) {
      byCode.put(constant.code(), constant);
    }
    module.addSerializer(type, new Writer<>(Coded::code));
    module.addDeserializer(
        type,
        new Reader<>(
            code -> {
              T constant = byCode.get(code);
              if (constant == null) {
                throw new IllegalArgumentException(
                    code + " (expected: one of " + byCode.keySet() + ")");
              }
              return constant;
            }));
  }

  @FunctionalInterface
  private interface Step<A, B> {
    B apply(A value) throws ReflectiveOperationException;
  }

  private static final class Writer<T> extends ValueSerializer<T> {
    private final Step<T, String> text;

    Writer(Step<T, String> text) {
      this.text = text;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializationContext context) {
      try {
        out.writeString(text.apply(value));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final class Reader<T> extends ValueDeserializer<T> {
    private final Step<String, T> maker;

    Reader(Step<String, T> maker) {
      this.maker = maker;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) {
      String text = in.getString();
      try {
        return maker.apply(text);
      } catch (InvocationTargetException e) {
        String why = e.getCause() == null ? text : String.valueOf(e.getCause().getMessage());
        return context.reportInputMismatch(this, "%s", why);
      } catch (IllegalArgumentException e) {
        return context.reportInputMismatch(this, "%s", String.valueOf(e.getMessage()));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
