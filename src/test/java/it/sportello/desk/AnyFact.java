package it.sportello.desk;

import it.sportello.base.Sha256;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Makes records of any kind with generated values.
final class AnyFact {
  private static final String SIGNS = "aZ09 àè€😀\"\\\n\t{}<>&'";

  private final Random random;

  AnyFact(Random random) {
    this.random = random;
  }

  Record make(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    var values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(components[i].getGenericType());
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> maker = type.getDeclaredConstructor(types);
    maker.setAccessible(true);
    return (Record) maker.newInstance(values);
  }

  private Object value(Type type) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType p) {
      return many((Class<?>) p.getRawType(), p.getActualTypeArguments());
    }
    Class<?> simple = (Class<?>) type;
    if (simple == String.class) {
      return text();
    } else if (simple == int.class || simple == Integer.class) {
      return random.nextInt(1000);
    } else if (simple == long.class) {
      return random.nextLong(1L << 50);
    } else if (simple == boolean.class) {
      return random.nextBoolean();
    } else if (simple == Instant.class) {
      return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
    } else if (simple == Sha256.class) {
      return Sha256.of(new byte[] {(byte) random.nextInt()});
    } else if (simple.isEnum()) {
      return simple.getEnumConstants()[random.nextInt(simple.getEnumConstants().length)];
    } else if (isName(simple)) {
      Constructor<?> maker = simple.getDeclaredConstructor(String.class);
      return maker.newInstance("id-" + random.nextInt(1000));
    }
    return make(simple);
  }

  private static boolean isName(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    return components.length == 1 && components[0].getType() == String.class;
  }

  private Object many(Class<?> raw, Type[] of) throws ReflectiveOperationException {
    if (raw == Optional.class) {
      return random.nextBoolean() ? Optional.of(value(of[0])) : Optional.empty();
    } else if (raw == List.class) {
      return random.nextBoolean() ? List.of(value(of[0]), value(of[0])) : List.of();
    } else if (raw == Map.class) {
      return Map.of(value(of[0]), value(of[1]));
    }
    throw new IllegalArgumentException("cannot make a " + raw);
  }

  private String text() {
    var text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      int at = random.nextInt(SIGNS.codePointCount(0, SIGNS.length()));
      text.appendCodePoint(SIGNS.codePointAt(SIGNS.offsetByCodePoints(0, at)));
    }
    return text.toString();
  }
}
