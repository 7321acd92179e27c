package it.sportello.config.yaml;

import it.sportello.base.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads a node as a value of some Java type.
///
/// An empty result means that something is wrong and was reported.
final class Values {
  private final Scalars scalars;
  private final Secrets secrets;
  private final NameBook names;
  private final Records records = new Records(this);

  Values(Path directory, Map<String, String> environment, NameBook names) {
    this.scalars = new Scalars(directory);
    this.secrets = new Secrets(directory, environment);
    this.names = names;
  }

  Optional<Object> read(Node node, Type type, Rules rules, Place place) {
    if (type instanceof ParameterizedType generic) {
      return readGeneric(node, generic, rules, place);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == Secret.class) {
      return secrets.read(node, rules, place);
    }
    Optional<Scalar> scalar = scalars.of(plain);
    if (scalar.isPresent()) {
      return readScalar(node, type, scalar.get(), rules, place);
    }
    if (!plain.isRecord()) {
      throw new IllegalStateException("no way to read a " + plain);
    }
    return records.read(node, plain, place);
  }

  private Optional<Object> readGeneric(
      Node node, ParameterizedType type, Rules rules, Place place) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return read(node, arguments[0], rules, place).map(Optional::of);
    }
    if (type.getRawType() == List.class) {
      return readList(node, arguments[0], rules, place);
    }
    if (type.getRawType() == Map.class) {
      return readMap(node, type, rules, place);
    }
    throw new IllegalStateException("no way to read a " + type);
  }

  private Optional<Object> readList(Node node, Type element, Rules rules, Place place) {
    if (!(node instanceof SequenceNode sequence)) {
      place.problem(Written.describe(node), "a list");
      return Optional.empty();
    }
    var result = new ArrayList<>();
    boolean good = rules.allowCount(sequence.getValue().size(), place);
    for (int i = 0; i < sequence.getValue().size(); i++) {
      Node item = sequence.getValue().get(i);
      Optional<Object> value =
          read(item, element, rules.ofElements(), place.item(i, Written.line(item)));
      value.ifPresent(result::add);
      good &= value.isPresent();
    }
    return good ? Optional.of(List.copyOf(result)) : Optional.empty();
  }

  private Optional<Object> readMap(Node node, ParameterizedType type, Rules rules, Place place) {
    if (!(node instanceof MappingNode mapping)) {
      place.problem(Written.describe(node), "keys with values");
      return Optional.empty();
    }
    Class<?> keyType = (Class<?>) type.getActualTypeArguments()[0];
    Scalar keyScalar = scalars.of(keyType).orElseThrow();
    var result = new LinkedHashMap<Object, Object>();
    boolean good = rules.allowCount(mapping.getValue().size(), place);
    for (NodeTuple pair : mapping.getValue()) {
      Node keyNode = pair.getKeyNode();
      Place inside = place.key(Records.keyText(keyNode), Written.line(keyNode));
      Optional<Object> key = readScalar(keyNode, keyType, keyScalar, rules.ofKeys(), inside);
      Optional<Object> value =
          read(pair.getValueNode(), type.getActualTypeArguments()[1], rules.ofMapValues(), inside);
      good &= key.isPresent() && value.isPresent();
      if (key.isPresent()
          && value.isPresent()
          && result.putIfAbsent(key.get(), value.get()) != null) {
        inside.problem("a second time", "each key once");
        good = false;
      }
    }
    return good ? Optional.of(Collections.unmodifiableMap(result)) : Optional.empty();
  }

  private Optional<Object> readScalar(
      Node node, Type type, Scalar scalar, Rules rules, Place place) {
    if (!(node instanceof ScalarNode written) || Written.isNothing(node)) {
      place.problem(Written.describe(node), Expected.of(type, rules));
      return Optional.empty();
    }
    Place here = place.onLine(Written.line(node));
    String text = written.getValue();
    rules.get(Defines.class).ifPresent(it -> names.define(it.value(), text, here));
    rules.get(Names.class).ifPresent(it -> names.use(it.value(), text, here));
    try {
      Object value = scalar.read(text);
      boolean good =
          rules.allowText(text, here)
              && rules.allowRange(value, text, scalar, here)
              && allowPath(value, text, rules, here);
      return good ? Optional.of(value) : Optional.empty();
    } catch (IllegalArgumentException e) {
      here.problem(e);
      return Optional.empty();
    }
  }

  private static boolean allowPath(Object value, String text, Rules rules, Place place) {
    boolean good =
        !(value instanceof Path path)
            || rules.get(MustExist.class).isEmpty()
            || Files.isReadable(path);
    if (!good) {
      place.problem(Written.quote(text) + " cannot be read", "an existing path");
    }
    return good;
  }
}
