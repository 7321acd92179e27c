package it.sportello.web.server;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;

/// The one JSON dialect of API and sockets: instants in UTC with milliseconds; read strictly.
///
/// Records are written member by member; an empty `Optional` is `null`. When reading, an unknown
/// member, a wrong type, a missing member that is no `Optional`, and anything after the end are
/// refused with words that name the member. Safe to use from several threads.
public final class Json {
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final int MAX_DEPTH = 32;
  private static final JsonMapper MAPPER = mapper();

  private static JsonMapper mapper() {
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();
    return JsonMapper.builder(factory)
        // what a record computes of its members is none, and would not be read back
        .changeDefaultVisibility(v -> v.withIsGetterVisibility(Visibility.NONE))
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            textual ->
                textual
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .annotationIntrospector(new RequiredUnlessOptional())
        .addModule(new SimpleModule().addSerializer(Instant.class, new InstantWriter()))
        .build();
  }

  /// Writes a value as UTF-8.
  ///
  /// @throws IllegalArgumentException if it cannot be written, which is a bug
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + value.getClass().getName(), e);
    }
  }

  /// Writes a value as text, for a socket.
  ///
  /// @throws IllegalArgumentException if it cannot be written, which is a bug
  public static String writeText(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + value.getClass().getName(), e);
    }
  }

  /// Reads a request's body.
  ///
  /// @throws RequestRefused 400 `bad-json`, `unknown-member`, `missing-member` or `wrong-type`
  public static <T> T read(byte[] bytes, Class<T> type) {
    T value = parse(bytes, type);
    Optional<String> missing = MissingMember.in(value);
    if (missing.isPresent()) {
      throw new RequestRefused(400, "missing-member", missing.get() + ": missing");
    }
    return value;
  }

  private static <T> T parse(byte[] bytes, Class<T> type) {
    try {
      T value = MAPPER.readValue(bytes, type);
      if (value == null) {
        throw new RequestRefused(400, "bad-json", "null (expected: an object)");
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw new RequestRefused(400, "unknown-member", member(e) + ": unknown member");
    } catch (DatabindException e) {
      if (firstLine(e).startsWith("Missing required")) {
        throw new RequestRefused(400, "missing-member", member(e) + ": missing");
      }
      throw new RequestRefused(400, "wrong-type", member(e) + ": " + firstLine(e));
    } catch (JacksonException e) {
      throw new RequestRefused(400, "bad-json", firstLine(e));
    }
  }

  private static String member(JacksonException e) {
    var path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      String name = step.getPropertyName();
      path.append(name == null ? "[" + step.getIndex() + "]" : (path.isEmpty() ? "" : ".") + name);
    }
    return path.isEmpty() ? "body" : path.toString();
  }

  /// Jackson's words without the Java type names they quote.
  private static String firstLine(JacksonException e) {
    String text = e.getOriginalMessage();
    String line = text.lines().findFirst().orElse("not understood");
    return line.replaceAll("`?(?:[a-z]+\\.)+([A-Z][\\w$]*)(?:<[^`]*>)?`?", "$1")
        .replaceAll("[\\w.]*\\$(\\w+)", "$1");
  }

  /// Every member of a record has to be there, unless it is an `Optional`: an absent number would
  /// be zero otherwise.
  private static final class RequiredUnlessOptional extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
      return member instanceof AnnotatedParameter && member.getRawType() != Optional.class;
    }
  }

  private static final class InstantWriter extends StdSerializer<Instant> {
    InstantWriter() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator out, SerializationContext context) {
      out.writeString(INSTANT.format(value));
    }
  }

  private Json() {}
}
