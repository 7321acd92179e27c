package it.sportello.journal;

import it.sportello.base.Later;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Fills in what an older entry could not have: the parts marked [Later]. Any thread.
final class LaterParts {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<Class<?>, List<RecordComponent>> known = new ConcurrentHashMap<>();

  /// Adds to `body`, the JSON form of a `type`, the later parts that it lacks.
  void fill(ObjectNode body, Class<?> type) {
    for (RecordComponent part : partsOf(type)) {
      String name = part.getName();
      if (!body.has(name) && part.isAnnotationPresent(Later.class)) {
        body.set(name, empty(part.getType()));
      }
      if (part.getType().isRecord() && body.get(name) instanceof ObjectNode inner) {
        fill(inner, part.getType());
      }
    }
  }

  /// The parts that are later ones themselves, or records that may have some.
  private List<RecordComponent> partsOf(Class<?> type) {
    return known.computeIfAbsent(
        type,
        t ->
            List.of(t.getRecordComponents()).stream()
                .filter(p -> p.isAnnotationPresent(Later.class) || p.getType().isRecord())
                .toList());
  }

  private static JsonNode empty(Class<?> type) {
    if (type == Optional.class) {
      return NODES.nullNode();
    } else if (type == String.class) {
      return NODES.stringNode("");
    } else if (type == boolean.class) {
      return NODES.booleanNode(false);
    } else if (type == int.class || type == long.class) {
      return NODES.numberNode(0);
    } else if (type == List.class || type == Set.class) {
      return NODES.arrayNode();
    } else if (type == Map.class || type.isRecord()) {
      return NODES.objectNode();
    }
    throw new IllegalArgumentException("a later part cannot be a " + type);
  }
}
