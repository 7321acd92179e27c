package it.sportello.history;

import it.sportello.base.ContactId;
import it.sportello.desk.MailEvent;
import it.sportello.journal.Entry;
import it.sportello.journal.Fact;
import it.sportello.journal.FactCodec;
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
  public void accept(Entry entry) {
    if (entry.sequence() <= store.sequence()) {
      return;
    }
    Fact fact = codec.fact(entry);
    if (fact instanceof MailEvent.Taken taken) {
      store.taken(taken.key().mailbox(), taken.raw());
    }
    if (entry.subject().startsWith(CONTACT)) {
      var id = new ContactId(entry.subject().substring(CONTACT.length()));
      Optional<ContactHistory> before = store.contact(id);
      HistoryFold.apply(before, entry, fact).ifPresent(store::put);
    }
    store.reached(entry.sequence());
  }
}
