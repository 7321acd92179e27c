package it.sportello.journal;

import it.sportello.base.Coded;
import it.sportello.base.Personal;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/// Turns facts into journal drafts and entries back into facts.
///
/// Each kind of fact has a persistent code and a version, registered once; a fact without a code
/// cannot be written. Components marked [Personal] go to the personal part. Safe to use from
/// several threads once everything is registered.
public final class FactCodec {
  private record Shape(String code, int version, Class<? extends Fact> type, List<Part> parts) {}

  private record Part(RecordComponent component, boolean personal) {
    Object valueOf(Fact fact) {
      try {
        return component.getAccessor().invoke(fact);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
    }
  }

  private final Map<String, Shape> byCode = new HashMap<>();
  private final Map<Class<?>, Shape> byType = new HashMap<>();
  private final LaterParts later = new LaterParts();
  private final JsonMapper mapper;

  /// @param names records with one text component, written as that text
  /// @param constants enums written by their code
  public FactCodec(List<Class<? extends Record>> names, List<Class<? extends Coded>> constants) {
    var module = new SimpleModule("sportello");
    names.forEach(type -> TextForms.name(module, type));
    constants.forEach(type -> TextForms.constant(module, type));
    mapper =
        JsonMapper.builder()
            .addModule(module)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
  }

  /// Gives a kind of fact its persistent code.
  ///
  /// @param type a record
  public FactCodec register(String code, int version, Class<? extends Fact> type) {
    var parts = new ArrayList<Part>();
    for (RecordComponent component : type.getRecordComponents()) {
      component.getAccessor().setAccessible(true);
      parts.add(new Part(component, component.isAnnotationPresent(Personal.class)));
    }
    var shape = new Shape(code, version, type, parts);
    if (byCode.put(code, shape) != null || byType.put(type, shape) != null) {
      throw new IllegalArgumentException("registered twice: " + code + ", " + type);
    }
    return this;
  }

  /// The persistent codes, each with the kind of fact it stands for.
  public Map<String, Class<? extends Fact>> codes() {
    var codes = new HashMap<String, Class<? extends Fact>>();
    byCode.values().forEach(s -> codes.put(s.code(), s.type()));
    return codes;
  }

  /// The persistent code of a kind of fact.
  public String code(Class<? extends Fact> type) {
    return shape(type).code();
  }

  /// Writes a fact for the journal.
  ///
  /// @param at when it happened; cut to the millisecond
  public Draft draft(Fact fact, Instant at) {
    Shape shape = shape(fact.getClass());
    return new Draft(
        at.truncatedTo(ChronoUnit.MILLIS),
        fact.subject(),
        shape.code(),
        shape.version(),
        json(fact, shape, false),
        json(fact, shape, true));
  }

  private Shape shape(Class<?> type) {
    return Optional.ofNullable(byType.get(type))
        .orElseThrow(() -> new IllegalArgumentException(type + " has no persistent code"));
  }

  private String json(Fact fact, Shape shape, boolean personal) {
    if (personal && shape.parts().stream().noneMatch(Part::personal)) {
      return "";
    }
    var text = new StringWriter(128);
    try (JsonGenerator out = mapper.createGenerator(text)) {
      out.writeStartObject();
      for (Part part : shape.parts()) {
        if (part.personal() == personal) {
          out.writeName(part.component().getName());
          write(part.valueOf(fact), out);
        }
      }
      out.writeEndObject();
    }
    return text.toString();
  }

  private static void write(Object value, JsonGenerator out) {
    if (value instanceof String text) {
      // what the mapper would do, without looking for who can write it
      out.writeString(text);
    } else {
      out.writePOJO(value);
    }
  }

  /// Returns what was just recorded as it comes back from the journal. What cannot be written
  /// became `?` there ([Draft]), so where there is one the fact is read.
  ///
  /// @throws JournalBroken like [#fact]
  public Recorded asRead(Recorded decided) {
    Entry entry = decided.entry();
    boolean isSame = entry.facts().indexOf('?') < 0 && entry.personal().indexOf('?') < 0;
    return isSame ? decided : read(entry);
  }

  /// Reads an entry.
  ///
  /// @throws JournalBroken like [#fact]
  public Recorded read(Entry entry) {
    return new Recorded(entry, fact(entry));
  }

  /// Reads the fact of an entry. Erased personal parts become empty texts and lists.
  ///
  /// @throws JournalBroken if the entry's type is unknown or its body does not fit
  public Fact fact(Entry entry) {
    Shape shape = byCode.get(entry.type());
    if (shape == null || shape.version() < entry.version()) {
      throw new JournalBroken(
          "entry "
              + entry.sequence()
              + ": type "
              + entry.type()
              + " version "
              + entry.version()
              + " was written by a newer release");
    }
    try {
      ObjectNode body = (ObjectNode) mapper.readTree(entry.facts());
      if (!entry.personal().isEmpty()) {
        body.setAll((ObjectNode) mapper.readTree(entry.personal()));
      } else {
        eraseIn(body, shape);
      }
      later.fill(body, shape.type());
      return mapper.treeToValue(body, shape.type());
    } catch (RuntimeException e) {
      throw new JournalBroken("entry " + entry.sequence() + " (" + entry.type() + ")", e);
    }
  }

  private void eraseIn(ObjectNode body, Shape shape) {
    for (Part part : shape.parts()) {
      if (part.personal()) {
        JsonNode empty =
            part.component().getType() == List.class
                ? mapper.createArrayNode()
                : mapper.getNodeFactory().stringNode("");
        body.set(part.component().getName(), empty);
      }
    }
  }
}
