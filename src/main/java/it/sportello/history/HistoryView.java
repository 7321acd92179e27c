package it.sportello.history;

import it.sportello.base.ContactId;
import it.sportello.desk.MailEvent;
import it.sportello.journal.Entry;
import it.sportello.journal.Fact;
import it.sportello.journal.FactCodec;
import it.sportello.journal.Journal;
import it.sportello.journal.Recorded;
import java.util.Optional;

/// Follows the journal and keeps every contact's history in a store.
///
/// Called by one thread, in the journal's order; entries that the store already has are passed
/// over.
public final class HistoryView {
  private static final String CONTACT = "contact/";

  private final FactCodec codec;
  private final HistoryStore store;

  public HistoryView(FactCodec codec, HistoryStore store) {
    this.codec = codec;
    this.store = store;
  }

  /// Takes in one entry.
  public void accept(Recorded recorded) {
    Entry entry = recorded.entry();
    if (entry.sequence() <= store.sequence()) {
      return;
    }
    Fact fact = recorded.fact();
    switch (fact) {
      case MailEvent.Taken e -> store.log(taken(e, entry));
      case MailEvent.Reconsidered e ->
          store.intake(e.taken()).map(line -> reconsidered(line, e, entry)).ifPresent(store::log);
      default -> {}
    }
    if (entry.subject().startsWith(CONTACT)) {
      var id = new ContactId(entry.subject().substring(CONTACT.length()));
      Optional<ContactHistory> before = store.contact(id);
      HistoryFold.apply(before, entry, fact).ifPresent(store::put);
    }
    store.reached(entry.sequence());
  }

  private static IntakeLine taken(MailEvent.Taken e, Entry entry) {
    return new IntakeLine(
        entry.sequence(),
        entry.at(),
        e.key(),
        e.raw(),
        e.sizeBytes(),
        e.from(),
        e.subjectLine(),
        e.messageId(),
        e.fate().code(),
        e.contact(),
        e.why(),
        Optional.empty());
  }

  private static IntakeLine reconsidered(IntakeLine line, MailEvent.Reconsidered e, Entry entry) {
    return new IntakeLine(
        line.sequence(),
        line.at(),
        line.key(),
        line.raw(),
        line.sizeBytes(),
        e.from(),
        e.subjectLine(),
        e.messageId(),
        e.fate().code(),
        e.contact(),
        e.why(),
        Optional.of(entry.at()));
  }

  /// Makes one contact's history again from its own entries, after personal parts of them were
  /// erased. Called by the same thread as [#accept].
  ///
  /// A store on a disk may keep the erased words in parts of its file that it does not use any
  /// more, until it writes over them or is rebuilt.
  public void again(ContactId id, Journal journal) {
    Optional<ContactHistory> old = store.contact(id);
    if (old.isEmpty()) {
      return;
    }
    Optional<ContactHistory> made = Optional.empty();
    for (ContactHistory.Line line : old.get().lines()) {
      Entry entry = journal.entry(line.sequence()).orElseThrow();
      made = HistoryFold.apply(made, entry, codec.fact(entry));
    }
    made.ifPresent(store::put);
  }
}
