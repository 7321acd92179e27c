package it.sportello.config.yaml;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The table of scalar types: which Java type is written how.
///
/// Beside the table: enums by their name in lower case with `-`, types with a public static
/// `parse(String)`, and records whose only component is a `String value` (identifiers).
final class Scalars {
  private final Map<Class<?>, Scalar> table = new HashMap<>();

  /// @param directory what relative paths start from
  Scalars(Path directory) {
    table.put(String.class, text -> text);
    table.put(boolean.class, Scalars::yesOrNo);
    table.put(int.class, text -> number(text, "a whole number", Integer::valueOf));
    table.put(long.class, text -> number(text, "a whole number", Long::valueOf));
    table.put(double.class, text -> number(text, "a number such as 0.80", Scalars::finite));
    table.put(Boolean.class, Scalars::yesOrNo);
    table.put(Integer.class, text -> number(text, "a whole number", Integer::valueOf));
    table.put(Long.class, text -> number(text, "a whole number", Long::valueOf));
    table.put(Double.class, text -> number(text, "a number such as 0.80", Scalars::finite));
    table.put(Duration.class, Spans::parse);
    table.put(ZoneId.class, text -> time(text, "a time zone such as Europe/Rome", ZoneId::of));
    table.put(LocalTime.class, text -> time(text, "a time such as 08:30", LocalTime::parse));
    table.put(LocalDate.class, text -> time(text, "a date such as 2026-11-20", LocalDate::parse));
    table.put(
        MonthDay.class, text -> time(text, "a day such as 06-24", t -> MonthDay.parse("--" + t)));
    table.put(URI.class, Scalars::uri);
    table.put(Path.class, text -> path(directory, text));
  }

  /// Finds how values of `type` are read; empty if it is no scalar type.
  Optional<Scalar> of(Class<?> type) {
    Scalar known = table.get(type);
    if (known != null) {
      return Optional.of(known);
    }
    if (type.isEnum()) {
      return Optional.of(text -> constant(type, text));
    }
    return parser(type).or(() -> identifier(type));
  }

  /// The codes of an enum's constants, as they are written.
  static List<String> codes(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(Scalars::code).toList();
  }

  private static String code(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Object constant(Class<?> type, String text) {
    for (Object constant : type.getEnumConstants()) {
      if (code(constant).equals(text)) {
        return constant;
      }
    }
    throw wrong(text, "one of " + String.join(", ", codes(type)));
  }

  private static Optional<Scalar> parser(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(it -> it.getName().equals("parse") && Modifier.isStatic(it.getModifiers()))
        .filter(it -> Arrays.equals(it.getParameterTypes(), new Class<?>[] {String.class}))
        .filter(it -> it.getReturnType() == type)
        .findFirst()
        .map(method -> text -> invoke(method, text));
  }

  private static Object invoke(Method method, String text) {
    try {
      return method.invoke(null, text);
    } catch (InvocationTargetException e) {
      throw refused(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Scalar> identifier(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null
        || components.length != 1
        || components[0].getType() != String.class
        || !components[0].getName().equals("value")) {
      return Optional.empty();
    }
    return Optional.of(text -> Records.make(type, List.of(text)));
  }

  /// What a constructor or parser threw: its refusal, or a bug.
  static IllegalArgumentException refused(InvocationTargetException e) {
    if (e.getCause() instanceof IllegalArgumentException refusal) {
      return refusal;
    }
    throw new IllegalStateException(e.getCause());
  }

  private static Object yesOrNo(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(text, "true or false");
    };
  }

  private static Object number(String text, String expected, Scalar reader) {
    try {
      return reader.read(text);
    } catch (NumberFormatException _) {
      throw wrong(text, expected);
    }
  }

  private static Double finite(String text) {
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  private static Object time(String text, String expected, Scalar reader) {
    try {
      return reader.read(text);
    } catch (DateTimeException _) {
      throw wrong(text, expected);
    }
  }

  private static Object uri(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException _) {
      throw wrong(text, "an address such as https://sportello.example/");
    }
    if (uri.getScheme() == null || uri.getHost() == null) {
      throw wrong(text, "an address such as https://sportello.example/");
    }
    return uri;
  }

  private static Object path(Path directory, String text) {
    try {
      return directory.resolve(text).normalize();
    } catch (InvalidPathException _) {
      throw wrong(text, "a path");
    }
  }

  private static IllegalArgumentException wrong(String text, String expected) {
    return new IllegalArgumentException(Written.quote(text) + " (expected: " + expected + ")");
  }
}
