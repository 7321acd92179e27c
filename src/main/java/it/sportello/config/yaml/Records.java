package it.sportello.config.yaml;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads keys as the components of a record: each component is one key of the same name.
record Records(Values values) {

  Optional<Object> read(Node node, Class<?> type, Place place) {
    if (!(node instanceof MappingNode mapping)) {
      place.problem(Written.describe(node), Expected.of(type, Rules.NONE));
      return Optional.empty();
    }
    int before = place.errors().size();
    Map<String, NodeTuple> written = written(mapping, type, place);
    var arguments = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      component(component, Optional.ofNullable(written.get(component.getName())), place)
          .ifPresent(arguments::add);
    }
    if (place.errors().size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(make(type, arguments));
    } catch (IllegalArgumentException e) {
      refused(e, type, place);
      return Optional.empty();
    }
  }

  /// A message that begins with `component: ` is about that key.
  private static void refused(IllegalArgumentException e, Class<?> type, Place place) {
    String message = e.getMessage() == null ? "not allowed" : e.getMessage();
    int colon = message.indexOf(": ");
    if (colon > 0 && Expected.keys(type).contains(message.substring(0, colon))) {
      place.about(message.substring(0, colon), message.substring(colon + 2));
    } else {
      place.problem(e);
    }
  }

  /// Calls the canonical constructor.
  ///
  /// @throws IllegalArgumentException if the record refuses the values
  static Object make(Class<?> type, List<?> arguments) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments.toArray());
    } catch (InvocationTargetException e) {
      throw Scalars.refused(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static String keyText(Node key) {
    return key instanceof ScalarNode scalar ? scalar.getValue() : "?";
  }

  /// Collects the pairs by key; reports unknown, removed and repeated keys.
  private static Map<String, NodeTuple> written(MappingNode mapping, Class<?> type, Place place) {
    List<String> known = Expected.keys(type);
    var result = new LinkedHashMap<String, NodeTuple>();
    for (NodeTuple pair : mapping.getValue()) {
      String name = keyText(pair.getKeyNode());
      Place inside = place.key(name, Written.line(pair.getKeyNode()));
      NodeTuple first = result.putIfAbsent(name, pair);
      if (first != null) {
        inside
            .onLine(Written.line(pair.getKeyNode()))
            .problem(
                "a second time", "once, the first is on line " + Written.line(first.getKeyNode()));
      } else if (!known.contains(name)) {
        successor(type, name)
            .ifPresentOrElse(
                it -> inside.problem("removed key", it),
                () -> inside.problem("unknown key", Nearest.expected(name, known)));
      }
    }
    return result;
  }

  private static Optional<String> successor(Class<?> type, String key) {
    return Arrays.stream(type.getAnnotationsByType(Removed.class))
        .filter(it -> it.key().equals(key))
        .map(Removed::successor)
        .findFirst();
  }

  private Optional<Object> component(
      RecordComponent component, Optional<NodeTuple> pair, Place place) {
    Rules rules = Rules.of(component);
    Optional<NodeTuple> filled = pair.filter(it -> !Written.isNothing(it.getValueNode()));
    if (filled.isPresent()) {
      Place inside = place.key(component.getName(), Written.line(filled.get().getKeyNode()));
      return values.read(filled.get().getValueNode(), component.getGenericType(), rules, inside);
    }
    Optional<Default> standard = rules.get(Default.class);
    if (standard.isPresent()) {
      return Optional.of(standard(component, standard.get(), rules));
    }
    if (component.getType() == Optional.class) {
      return Optional.of(Optional.empty());
    }
    int line = pair.map(it -> Written.line(it.getKeyNode())).orElse(place.line());
    place
        .key(component.getName(), line)
        .problem("missing", Expected.of(component.getGenericType(), rules));
    return Optional.empty();
  }

  private Object standard(RecordComponent component, Default standard, Rules rules) {
    Place nowhere = Place.nowhere();
    return Written.parse(standard.value(), nowhere)
        .flatMap(node -> values.read(node, component.getGenericType(), rules, nowhere))
        .orElseThrow(
            () ->
                new IllegalStateException(component + " has no good default: " + nowhere.errors()));
  }
}
