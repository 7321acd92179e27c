package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.desk.Committed.Watcher;
import it.sportello.journal.Draft;
import it.sportello.journal.Entry;
import it.sportello.journal.Fact;
import it.sportello.journal.FactCodec;
import it.sportello.journal.Journal;
import it.sportello.journal.JournalBroken;
import it.sportello.journal.JournalRefused;
import it.sportello.journal.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes facts durable, remembers which entries still matter, and tells those who watch.
///
/// Used on the desk lane; the counters may be read from anywhere.
final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private final Journal journal;
  private final FactCodec codec;
  private final Remembered remembered = new Remembered();
  private final AtomicLong bugs;
  private final AtomicLong refusals = new AtomicLong();
  private List<Watcher> watchers = List.of();
  private volatile String trouble = "";

  /// @param bugs counts watchers that fail
  Recorder(Journal journal, FactCodec codec, AtomicLong bugs) {
    this.journal = journal;
    this.codec = codec;
    this.bugs = bugs;
  }

  /// Names who is told of every commit; before the first one.
  void tell(List<Watcher> all) {
    watchers = List.copyOf(all);
  }

  /// Reads the live state back from a snapshot and the journal's tail.
  void restore(Optional<Snapshot> snapshot, DeskState state) {
    long from = 1;
    if (snapshot.isPresent() && snapshot.get().sequence() <= journal.lastSequence()) {
      for (long sequence : Remembered.fromBytes(snapshot.get().bytes())) {
        journal.entry(sequence).ifPresent(entry -> recall(entry, state));
      }
      from = snapshot.get().sequence() + 1;
    }
    journal.replay(from, entry -> recall(entry, state));
    state.restored();
    LOG.info(
        "live state: {} open contacts, {} messages to send, journal at {}",
        state.openContacts().size(),
        state.outgoing().size(),
        journal.lastSequence());
  }

  private void recall(Entry entry, DeskState state) {
    Fact fact = codec.fact(entry);
    state.apply(fact, entry.at());
    state.keep();
    remember(entry, fact, state);
    contactOf(fact).ifPresent(id -> remembered.forgetFinished(state, List.of(id)));
  }

  private void remember(Entry entry, Fact fact, DeskState state) {
    remembered.add(entry, fact);
    if (fact instanceof MailEvent.AutoAnswered e) {
      remembered.forgetAllBut(state.autoAnswers(e.mailbox()));
    }
  }

  /// Writes facts for the journal.
  ///
  /// @throws RuntimeException if one cannot be written: a bug in the decision that made it
  List<Draft> drafts(List<Fact> facts, Instant now) {
    return facts.stream().map(fact -> codec.draft(fact, now)).toList();
  }

  /// What became of a batch.
  sealed interface Outcome {
    /// All of it is durable.
    record Durable(List<Recorded> all) implements Outcome {}

    /// Nothing was recorded.
    record Refused(Reply.NotNow why) implements Outcome {}
  }

  /// Makes all of a batch durable.
  Outcome record(List<Fact> facts, List<Draft> drafts) {
    List<Entry> entries;
    try {
      entries = journal.append(drafts);
    } catch (JournalRefused e) {
      return refused("journal-full", e);
    } catch (JournalBroken e) {
      LOG.error("the journal is broken", e);
      return refused("journal-broken", e);
    } catch (RuntimeException bug) {
      bugs.incrementAndGet();
      LOG.error("a bug in the journal", bug);
      return refused("journal-broken", bug);
    }
    trouble = "";
    return new Outcome.Durable(recorded(entries, facts));
  }

  /// Remembers what is durable and tells the watchers.
  void tell(List<Recorded> all, DeskState state) {
    try {
      remember(all, state);
      tell(Touched.by(all, state));
    } catch (RuntimeException bug) {
      // It is durable: whatever goes wrong here must not look as if it was not.
      bugs.incrementAndGet();
      LOG.error("a bug after a commit", bug);
    }
  }

  private static List<Recorded> recorded(List<Entry> entries, List<Fact> facts) {
    var recorded = new ArrayList<Recorded>(facts.size());
    for (int i = 0; i < facts.size(); i++) {
      recorded.add(new Recorded(entries.get(i), facts.get(i)));
    }
    return recorded;
  }

  private Outcome refused(String code, Exception why) {
    refusals.incrementAndGet();
    if (trouble.isEmpty()) {
      LOG.error("nothing new is accepted until the journal can write again: {}", why.getMessage());
    }
    trouble = String.valueOf(why.getMessage());
    return new Outcome.Refused(new Reply.NotNow(code, "nothing was recorded: " + trouble));
  }

  private void remember(List<Recorded> all, DeskState state) {
    var touched = new ArrayList<ContactId>();
    for (Recorded one : all) {
      remember(one.entry(), one.fact(), state);
      contactOf(one.fact()).ifPresent(touched::add);
    }
    remembered.forgetFinished(state, touched);
  }

  private static Optional<ContactId> contactOf(Fact fact) {
    String subject = fact.subject();
    return subject.startsWith("contact/")
        ? Optional.of(new ContactId(subject.substring("contact/".length())))
        : Optional.empty();
  }

  private void tell(Committed committed) {
    for (Watcher watcher : watchers) {
      try {
        watcher.committed(committed);
      } catch (RuntimeException bug) {
        bugs.incrementAndGet();
        LOG.error("a watcher failed", bug);
      }
    }
  }

  Snapshot snapshot(DeskState state) {
    remembered.forgetFinished(state);
    return new Snapshot(journal.lastSequence(), remembered.toBytes());
  }

  long lastSequence() {
    return journal.lastSequence();
  }

  long refusals() {
    return refusals.get();
  }

  String trouble() {
    return trouble;
  }
}
