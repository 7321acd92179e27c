package it.sportello.store.mapdb;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.base.Sha256;
import it.sportello.history.ContactHistory;
import it.sportello.history.IntakeLine;
import it.sportello.journal.TextForms;
import it.sportello.mail.Evidence;
import it.sportello.mail.Reason;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// Writes a history as JSON: ids as text, instants as ISO 8601, coded constants by their code. Safe
/// to use from several threads.
final class HistoryJson {
  private static final Pattern OURS = Pattern.compile("it\\.sportello\\.[\\w.$]+");

  private final JsonMapper mapper;

  HistoryJson() {
    var module = new SimpleModule("histories");
    TextForms.name(module, ContactId.class);
    TextForms.name(module, CustomerId.class);
    TextForms.name(module, OperatorId.class);
    TextForms.name(module, QueueId.class);
    TextForms.name(module, EscalationId.class);
    TextForms.name(module, Sha256.class);
    TextForms.constant(module, Channel.class);
    TextForms.constant(module, Evidence.Kind.class);
    TextForms.constant(module, Reason.Code.class);
    mapper =
        JsonMapper.builder()
            .addModule(module)
            // Leg.isOffered() is computed, not a component
            .changeDefaultVisibility(v -> v.withIsGetterVisibility(Visibility.NONE))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
  }

  /// Returns UTF-8.
  byte[] write(ContactHistory history) {
    return mapper.writeValueAsBytes(history);
  }

  /// Returns UTF-8.
  byte[] write(IntakeLine line) {
    return mapper.writeValueAsBytes(line);
  }

  /// Reads a line of the intake log.
  ///
  /// @throws tools.jackson.core.JacksonException if it is something else
  IntakeLine readLine(byte[] text) {
    return mapper.readValue(text, IntakeLine.class);
  }

  /// Reads what [#write] wrote.
  ///
  /// @throws tools.jackson.core.JacksonException if it is something else
  ContactHistory read(byte[] json, int offset) {
    return mapper.readValue(json, offset, json.length - offset, ContactHistory.class);
  }

  /// Returns a short text that changes whenever a component of [ContactHistory] or [IntakeLine], or
  /// of a record in it, gets another name or type.
  static String shape() {
    var components = new TreeSet<String>();
    addShape(ContactHistory.class, components);
    addShape(IntakeLine.class, components);
    byte[] text = String.join("\n", components).getBytes(StandardCharsets.UTF_8);
    return Sha256.of(text).hex().substring(0, 12);
  }

  private static void addShape(Class<?> type, Set<String> components) {
    if (!type.isRecord()) {
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      Type is = component.getGenericType();
      if (components.add(type.getName() + "." + component.getName() + ": " + is.getTypeName())) {
        OURS.matcher(is.getTypeName())
            .results()
            .forEach(name -> addShape(classOf(name.group()), components));
      }
    }
  }

  private static Class<?> classOf(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError("a record's component has a type", e);
    }
  }
}
