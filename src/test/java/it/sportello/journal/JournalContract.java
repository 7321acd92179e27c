package it.sportello.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What every adapter of [Journal] must do.
public interface JournalContract {
  /// Returns an open journal without entries; the test closes it.
  Journal emptyJournal() throws Exception;

  @Test
  default void beginsEmpty() throws Exception {
    try (var journal = emptyJournal()) {
      assertEquals(0, journal.lastSequence());
      assertEquals(List.of(), all(journal));
      assertEquals(Optional.empty(), journal.entry(1));
    }
  }

  @Test
  default void givesSequencesFromOneWithoutGaps() throws Exception {
    try (var journal = emptyJournal()) {
      var first = journal.append(Drafts.numbered(1, 3));
      var second = journal.append(Drafts.numbered(4, 2));
      assertEquals(List.of(1L, 2L, 3L), first.stream().map(Entry::sequence).toList());
      assertEquals(List.of(4L, 5L), second.stream().map(Entry::sequence).toList());
      assertEquals(5, journal.lastSequence());
    }
  }

  @Test
  default void returnsWhatReplayReturns() throws Exception {
    try (var journal = emptyJournal()) {
      var appended = new ArrayList<>(journal.append(Drafts.numbered(1, 3)));
      appended.addAll(journal.append(Drafts.numbered(4, 200)));
      assertEquals(appended, all(journal));
      assertEquals(Entry.of(1, Drafts.numbered(1)), appended.getFirst());
      for (var entry : appended) {
        assertEquals(Optional.of(entry), journal.entry(entry.sequence()));
      }
    }
  }

  @Test
  default void replaysFromAnyEntryOn() throws Exception {
    try (var journal = emptyJournal()) {
      var appended = journal.append(Drafts.numbered(1, 150));
      for (int from : new int[] {1, 2, 63, 64, 65, 66, 128, 129, 150}) {
        assertEquals(appended.subList(from - 1, 150), replay(journal, from));
      }
      assertEquals(appended, replay(journal, 0));
      assertEquals(appended, replay(journal, -7));
      assertEquals(List.of(), replay(journal, 151));
      assertEquals(List.of(), replay(journal, Long.MAX_VALUE));
    }
  }

  @Test
  default void hasNoEntryOutsideItsRange() throws Exception {
    try (var journal = emptyJournal()) {
      journal.append(Drafts.numbered(1, 2));
      assertEquals(Optional.empty(), journal.entry(0));
      assertEquals(Optional.empty(), journal.entry(-1));
      assertEquals(Optional.empty(), journal.entry(3));
    }
  }

  @Test
  default void writesNothingForAnEmptyBatch() throws Exception {
    try (var journal = emptyJournal()) {
      assertEquals(List.of(), journal.append(List.of()));
      assertEquals(0, journal.lastSequence());
    }
  }

  @Test
  default void keepsEveryTextAsItIs() throws Exception {
    try (var journal = emptyJournal()) {
      var facts = "{\"t\":\"perché \uD83D\uDCDE \u0000 \\u0000 日本\"}";
      var draft = new Draft(Drafts.NOON, "contact/è", "t.ü", 7, facts, facts.repeat(2));
      assertEquals(List.of(Entry.of(1, draft)), journal.append(List.of(draft)));
      assertEquals(List.of(Entry.of(1, draft)), all(journal));
    }
  }

  @Test
  default void keepsTheMillisecondOnly() throws Exception {
    try (var journal = emptyJournal()) {
      var draft = new Draft(Instant.parse("1969-12-31T23:59:59.1239Z"), "s", "t", 1, "{}", "");
      journal.append(List.of(draft));
      var at = journal.entry(1).orElseThrow().at();
      assertEquals(Instant.parse("1969-12-31T23:59:59.123Z"), at);
    }
  }

  @Test
  default void replacesHalfASurrogatePair() throws Exception {
    try (var journal = emptyJournal()) {
      var appended =
          journal.append(List.of(new Draft(Drafts.NOON, "s", "t", 1, "a\uD83Db", "\uDCDE")));
      assertEquals("a?b", appended.getFirst().facts());
      assertEquals(appended, all(journal));
    }
  }

  @Test
  default void takesBodiesOfSeveralMegabytes() throws Exception {
    try (var journal = emptyJournal()) {
      var draft = new Draft(Drafts.NOON, "s", "t", 1, "è".repeat(1 << 20), "x".repeat(3 << 20));
      journal.append(List.of(draft, Drafts.numbered(2), draft));
      assertEquals(
          List.of(Entry.of(1, draft), Entry.of(2, Drafts.numbered(2)), Entry.of(3, draft)),
          all(journal));
    }
  }

  @Test
  default void erasesThePersonalPartOnly() throws Exception {
    try (var journal = emptyJournal()) {
      var appended = journal.append(Drafts.numbered(1, 3));
      journal.redact(2);
      var redacted = appended.get(1).withoutPersonal();
      assertEquals(List.of(appended.get(0), redacted, appended.get(2)), all(journal));
      assertEquals(Optional.of(redacted), journal.entry(2));
      assertTrue(redacted.redacted());
      assertEquals("", redacted.personal());
    }
  }

  @Test
  default void erasesTwiceWithoutHarm() throws Exception {
    try (var journal = emptyJournal()) {
      journal.append(Drafts.numbered(1, 2));
      journal.redact(2);
      journal.redact(2);
      assertTrue(journal.entry(2).orElseThrow().redacted());
      assertFalse(journal.entry(1).orElseThrow().redacted());
    }
  }

  @Test
  default void doesNotCallAnEntryRedactedThatHadNothingPersonal() throws Exception {
    try (var journal = emptyJournal()) {
      journal.append(List.of(new Draft(Drafts.NOON, "s", "t", 1, "{}", "")));
      journal.redact(1);
      assertFalse(journal.entry(1).orElseThrow().redacted());
    }
  }

  @Test
  default void refusesToEraseWhatIsNotThere() throws Exception {
    try (var journal = emptyJournal()) {
      journal.append(Drafts.numbered(1, 1));
      assertThrows(IllegalArgumentException.class, () -> journal.redact(0));
      assertThrows(IllegalArgumentException.class, () -> journal.redact(2));
    }
  }

  @Test
  default void keepsEachCallersBatchTogetherAndInOrder() throws Exception {
    long callers = 8;
    int batches = 30;
    try (var journal = emptyJournal();
        var threads = Executors.newFixedThreadPool((int) callers)) {
      var tasks = new ArrayList<Callable<List<Entry>>>();
      for (long caller = 0; caller < callers; caller++) {
        long from = caller * 1_000_000L;
        tasks.add(() -> appendInBatches(journal, from, batches));
      }
      var everything = new HashMap<Long, Entry>();
      for (var done : threads.invokeAll(tasks)) {
        done.get().forEach(entry -> everything.put(entry.sequence(), entry));
      }
      assertEquals(callers * batches * 3, journal.lastSequence());
      for (var entry : all(journal)) {
        assertEquals(everything.remove(entry.sequence()), entry);
      }
      assertTrue(everything.isEmpty());
    }
  }

  private static List<Entry> appendInBatches(Journal journal, long from, int batches)
      throws JournalRefused {
    var appended = new ArrayList<Entry>();
    for (int batch = 0; batch < batches; batch++) {
      var drafts = Drafts.numbered(from + 3L * batch, 3);
      var entries = journal.append(drafts);
      long first = entries.getFirst().sequence();
      for (int i = 0; i < 3; i++) {
        assertEquals(Entry.of(first + i, drafts.get(i)), entries.get(i));
      }
      assertTrue(journal.lastSequence() >= first + 2);
      appended.addAll(entries);
    }
    assertEquals(
        Collections.max(appended, (a, b) -> Long.compare(a.sequence(), b.sequence())),
        appended.getLast());
    return appended;
  }

  @Test
  default void letsAVisitorUseTheJournal() throws Exception {
    try (var journal = emptyJournal()) {
      journal.append(Drafts.numbered(1, 3));
      journal.replay(
          1,
          entry -> {
            try {
              journal.append(Drafts.numbered(100 + entry.sequence(), 1));
              journal.redact(entry.sequence());
            } catch (JournalRefused e) {
              throw new AssertionError(e);
            }
          });
      assertEquals(6, journal.lastSequence());
    }
  }

  @Test
  default void passesOnWhatAVisitorThrows() throws Exception {
    try (var journal = emptyJournal()) {
      journal.append(Drafts.numbered(1, 3));
      var thrown = new IllegalStateException("enough");
      assertEquals(
          thrown,
          assertThrows(
              IllegalStateException.class,
              () ->
                  journal.replay(
                      1,
                      _ -> {
                        throw thrown;
                      })));
    }
  }

  @Test
  default void acceptsFromAnInterruptedThread() throws Exception {
    try (var journal = emptyJournal()) {
      Thread.currentThread().interrupt();
      journal.append(Drafts.numbered(1, 2));
      var replayed = all(journal);
      var entry = journal.entry(2);
      journal.redact(1);
      assertTrue(Thread.interrupted());
      assertEquals(2, replayed.size());
      assertEquals(2, entry.orElseThrow().sequence());
      journal.append(Drafts.numbered(3, 1));
      assertEquals(3, journal.lastSequence());
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  default void refusesWhenClosed() throws Exception {
    var journal = emptyJournal();
    journal.append(Drafts.numbered(1, 1));
    journal.close();
    journal.close();
    assertThrows(JournalRefused.class, () -> journal.append(Drafts.numbered(2, 1)));
  }

  /// Returns all entries.
  static List<Entry> all(Journal journal) {
    return replay(journal, 1);
  }

  /// Returns the entries from one on.
  static List<Entry> replay(Journal journal, long from) {
    var entries = new ArrayList<Entry>();
    journal.replay(from, entries::add);
    return entries;
  }
}
