package it.sportello.config.yaml;

import it.sportello.base.HostPort;
import it.sportello.base.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Says in words what may stand in a place of some type.
final class Expected {
  static String of(Type type, Rules rules) {
    String range = rules.get(Range.class).map(it -> ", " + it.min() + " to " + it.max()).orElse("");
    return switch (type) {
      case ParameterizedType generic when generic.getRawType() == List.class -> "a list";
      case ParameterizedType generic when generic.getRawType() == Map.class -> "keys with values";
      case ParameterizedType generic -> of(generic.getActualTypeArguments()[0], rules);
      case Class<?> plain -> of(plain, rules) + range;
      default -> "a value";
    };
  }

  private static String of(Class<?> type, Rules rules) {
    if (type == Secret.class) {
      return Secrets.expected(rules);
    }
    if (type == Duration.class) {
      return Spans.EXPECTED;
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == int.class || type == long.class || type == double.class) {
      return "a number";
    }
    if (type.isEnum()) {
      return "one of " + String.join(", ", Scalars.codes(type));
    }
    if (rules.get(OneOf.class).isPresent()) {
      return "one of " + String.join(", ", rules.get(OneOf.class).orElseThrow().value());
    }
    if (rules.get(Names.class).isPresent()) {
      return "a " + rules.get(Names.class).orElseThrow().value();
    }
    if (type == Path.class) {
      return "a path";
    }
    if (type == String.class) {
      return "a text";
    }
    if (type == HostPort.class) {
      return "host:port";
    }
    return new Scalars(Path.of("")).of(type).isEmpty() && type.isRecord()
        ? "the keys " + String.join(", ", keys(type))
        : "a value";
  }

  static List<String> keys(Class<?> record) {
    return Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private Expected() {}
}
