package it.sportello.desk;

import java.time.Instant;
import java.util.Collection;
import java.util.TreeSet;

/// Describes a live state completely, so that two of them can be compared.
final class StateText {
  static String of(DeskState state) {
    var text = new StringBuilder();
    add(text, "contacts", state.contacts.all());
    add(text, "operators", state.operators.all());
    add(text, "escalations", state.escalations.all());
    add(text, "outbox", state.outbox.all());
    add(text, "auto answers", state.autoAnswers.all());
    add(text, "dispatches", state.dispatches.all());
    add(text, "callers", state.callers.all());
    add(text, "consults", state.rooms.consults.all());
    add(text, "partings", state.rooms.partings.all());
    add(text, "paces", state.paces.all());
    add(text, "staffing", state.staffing.all());
    add(text, "consents", state.media.consents.all());
    add(text, "recordings", state.media.recordings.all());
    add(text, "supervisions", state.media.supervisions.all());
    text.append("room ").append(state.media.hasRoom()).append('\n');
    add(text, "due", state.deadlines.until(Instant.MAX));
    state.contacts.all().stream()
        .flatMap(c -> c.call().stream())
        .sorted((a, b) -> a.value().compareTo(b.value()))
        .forEach(call -> text.append(call).append(" -> ").append(state.contactOf(call)));
    return text.toString();
  }

  private static void add(StringBuilder text, String title, Collection<?> rows) {
    var sorted = new TreeSet<String>();
    rows.forEach(row -> sorted.add(row.toString()));
    text.append(title).append('\n');
    sorted.forEach(row -> text.append("  ").append(row).append('\n'));
  }

  private StateText() {}
}
