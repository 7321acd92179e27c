package it.sportello.web.api;

import it.sportello.access.Session;
import it.sportello.base.ContactId;
import it.sportello.history.ContactHistory;
import it.sportello.mail.Evidence;
import it.sportello.web.api.Shapes.Certified;
import it.sportello.web.api.Shapes.Detail;
import it.sportello.web.api.Shapes.HistoryLine;
import it.sportello.web.api.Shapes.Message;
import it.sportello.web.api.Shapes.Note;
import it.sportello.web.api.Shapes.Part;
import it.sportello.web.api.Shapes.Recipient;
import it.sportello.web.api.Shapes.Said;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Renders one contact with everything in it.
public final class Details {
  private static final Set<String> IMAGES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
  private static final String SUPERVISION = "supervision.";

  private final Cards cards;
  private final Names names;
  private final MessageParts parts;
  private final MediaRights rights;
  private final FileGate gate;

  /// @param rights which recordings and supervisors somebody may know of
  /// @param gate what is known of viruses
  public Details(Cards cards, Names names, MessageParts parts, MediaRights rights, FileGate gate) {
    this.cards = cards;
    this.names = names;
    this.parts = parts;
    this.rights = rights;
    this.gate = gate;
  }

  /// @param session of whoever reads it
  Detail of(ContactHistory h, Session session) throws IOException {
    var messages = new ArrayList<Message>();
    for (ContactHistory.Message m : h.messages()) {
      messages.add(message(h.id(), m));
    }
    List<Note> notes =
        h.notes().stream().map(n -> new Note(n.at(), names.operator(n.by()), n.text())).toList();
    List<HistoryLine> lines =
        h.lines().stream()
            .filter(l -> rights.seesSupervisions(session) || !l.type().startsWith(SUPERVISION))
            .map(
                l ->
                    new HistoryLine(
                        l.sequence(),
                        l.at(),
                        l.type(),
                        HistoryWords.of(l, names),
                        l.by().map(names::operator),
                        l.why().map(why -> WhyWords.of(why, names))))
            .toList();
    return new Detail(
        cards.card(h),
        messages,
        notes,
        h.questions().stream().map(q -> cards.escalation(h, q)).toList(),
        lines,
        h.classification().isEmpty() ? Optional.empty() : Optional.of(h.classification()),
        h.address().contains("@") ? Optional.of(h.address()) : Optional.empty(),
        h.consent().isEmpty() ? Optional.empty() : Optional.of(h.consent()),
        h.recordings().stream()
            .map(
                r ->
                    new Shapes.Recording(
                        r.n(),
                        r.startedAt(),
                        names.operator(r.operator()),
                        r.state(),
                        r.until(),
                        r.millis(),
                        r.state().equals("kept") && rights.mayHear(session, r)))
            .toList());
  }

  private Message message(ContactId contact, ContactHistory.Message m) throws IOException {
    Optional<String> html =
        m.incoming() && m.raw().isPresent()
            ? parts.safeHtml(m.raw().get(), part -> imageAddress(contact, m, part))
            : Optional.empty();
    return new Message(
        m.n(),
        m.incoming() ? "in" : "out",
        m.at(),
        m.from(),
        m.to(),
        m.cc(),
        m.subject(),
        m.text(),
        html,
        m.attachments().stream()
            .map(a -> new Part(a.part(), a.name(), a.type(), a.sizeBytes(), gate.shown(m, a)))
            .toList(),
        m.delivery().isEmpty() ? Optional.empty() : Optional.of(m.delivery()),
        m.failure().isEmpty() ? Optional.empty() : Optional.of(m.failure()),
        Said.of(m.failures()),
        m.recipients().stream()
            .map(r -> new Recipient(r.address(), r.state(), r.detail(), r.at()))
            .toList(),
        m.evidence().stream().map(Details::certified).toList(),
        m.role().isEmpty() ? Optional.empty() : Optional.of(m.role()));
  }

  private static Certified certified(Evidence e) {
    return new Certified(
        e.kind().code(),
        e.type(),
        e.at(),
        e.recipient(),
        e.detail(),
        e.verdict(),
        e.reason(),
        Said.of(e.reasons()),
        e.signer());
  }

  /// Where an attachment can be had, if it is a picture that browsers show without running anything
  /// in it, and not infected.
  private static Optional<String> imageAddress(
      ContactId contact, ContactHistory.Message m, int part) {
    return m.attachments().stream()
        .filter(a -> a.part() == part && IMAGES.contains(a.type().toLowerCase(Locale.ROOT)))
        .filter(a -> m.infected().stream().noneMatch(i -> i.part() == a.part()))
        .findFirst()
        .map(
            _ ->
                ContactsApi.ATTACHMENT
                    .replace("{id}", contact.value())
                    .replace("{n}", Integer.toString(m.n()))
                    .replace("{part}", Integer.toString(part)));
  }
}
