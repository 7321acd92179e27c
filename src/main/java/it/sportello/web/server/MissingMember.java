package it.sportello.web.server;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the member a JSON object should have had: a record's component that is null.
final class MissingMember {
  private static final ClassValue<List<Method>> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> record) {
          return accessorsOf(record);
        }
      };

  /// The path of the first component that is null, in `value` or the records and lists inside it.
  static Optional<String> in(@Nullable Object value) {
    return in(value, "");
  }

  private static Optional<String> in(@Nullable Object value, String path) {
    return switch (value) {
      case null -> Optional.of(path);
      case Record record -> inRecord(record, path);
      case List<?> list -> inList(list, path);
      case Optional<?> optional -> optional.flatMap(inner -> in(inner, path));
      default -> Optional.empty();
    };
  }

  private static Optional<String> inRecord(Record record, String path) {
    for (Method accessor : ACCESSORS.get(record.getClass())) {
      String name = path.isEmpty() ? accessor.getName() : path + "." + accessor.getName();
      Optional<String> missing = in(read(accessor, record), name);
      if (missing.isPresent()) {
        return missing;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inList(List<?> list, String path) {
    for (int i = 0; i < list.size(); i++) {
      Optional<String> missing = in(list.get(i), path + "[" + i + "]");
      if (missing.isPresent()) {
        return missing;
      }
    }
    return Optional.empty();
  }

  private static @Nullable Object read(Method accessor, Record record) {
    try {
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + accessor, e);
    }
  }

  private static List<Method> accessorsOf(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        // a number cannot be null
        .filter(component -> !component.getType().isPrimitive())
        .map(RecordComponent::getAccessor)
        .peek(accessor -> accessor.setAccessible(true))
        .toList();
  }

  private MissingMember() {}
}
