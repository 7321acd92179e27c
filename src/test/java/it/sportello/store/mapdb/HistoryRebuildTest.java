package it.sportello.store.mapdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.contact.ContactEvent;
import it.sportello.desk.Facts;
import it.sportello.history.ContactHistory;
import it.sportello.history.DeskDays;
import it.sportello.history.Histories;
import it.sportello.history.HistoryDiff;
import it.sportello.history.HistoryDiff.Difference;
import it.sportello.history.HistoryStore;
import it.sportello.history.HistoryView;
import it.sportello.journal.FactCodec;
import it.sportello.journal.Recorded;
import it.sportello.store.memory.MemoryHistory;
import it.sportello.store.memory.MemoryJournal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryRebuildTest {
  private static final int STEPS = 4_000;
  private static final int MOST_STEPS = 100_000;

  /// So rare in random days that not every run meets them; `CallbackStoryTest` does.
  private static final Set<String> RARE = Set.of("contact.callback-due", "contact.callback-rested");

  @TempDir Path directory;

  private final FactCodec codec = Facts.codec();
  private final MemoryJournal journal = new MemoryJournal();

  /// The live view is closed and opened again now and then; the rebuilt one sees the journal only.
  @Test
  void aRebuiltViewIsWhatTheLiveOneIs() throws IOException {
    long seed = System.nanoTime();
    String said = "seed " + seed;
    var memory = new MemoryHistory();
    var live = MapDbHistory.open(directory.resolve("live"), 0);
    Set<String> types = new TreeSet<>();
    try (var days = new DeskDays(seed, journal, memory)) {
      // rare things may need longer to happen at all
      for (int i = 0; i < STEPS || (i < MOST_STEPS && !types.containsAll(contactTypes())); i++) {
        for (Recorded decided : days.step()) {
          Recorded next = codec.asRead(decided);
          types.add(next.entry().type());
          assertEquals(codec.read(next.entry()), next, said);
          new HistoryView(codec, memory).accept(next);
          new HistoryView(codec, live).accept(next);
        }
        if (i % 1_000 == 999) {
          live.close();
          live = MapDbHistory.open(directory.resolve("live"), journal.lastSequence());
          assertEquals(memory.sequence(), live.sequence(), said);
        }
      }
      assertEquals(0, days.bugs(), said);
    }
    Set<String> missing = contactTypes();
    missing.removeAll(types);
    assertEquals(Set.of(), missing, said + ": never happened");
    long reached = live.sequence();
    live.close();
    long entries = HistoryRebuild.run(journal, codec, directory.resolve("rebuilt"));
    assertTrue(entries >= reached, said);
    try (var rebuilt = MapDbHistory.open(directory.resolve("rebuilt"), entries);
        var again = MapDbHistory.open(directory.resolve("live"), entries)) {
      takeIn(reached + 1, again);
      takeIn(reached + 1, memory);
      assertEquals(List.of(), all(again, rebuilt), said);
      assertEquals(List.of(), all(memory, rebuilt), said);
      checkEach(rebuilt, said);
    }
  }

  private void takeIn(long from, HistoryStore store) {
    var view = new HistoryView(codec, store);
    journal.replay(from, entry -> view.accept(codec.read(entry)));
  }

  private Set<String> contactTypes() {
    return codec.codes().entrySet().stream()
        .filter(c -> ContactEvent.class.isAssignableFrom(c.getValue()))
        .map(c -> c.getKey())
        .filter(type -> !RARE.contains(type))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// What must be true of every history, however it came about.
  private static void checkEach(HistoryStore store, String said) {
    var count = new ArrayList<ContactHistory>();
    store.arrivedBetween(
        Instant.MIN,
        Instant.MAX,
        HistoryStore.Visitor.all(
            h -> {
              count.add(h);
              String of = said + ", " + h;
              boolean closed = h.status().kind().equals("closed");
              boolean reopened = h.lines().getLast().type().equals("contact.reopened");
              var open = h.legs().stream().filter(l -> l.endedAt().isEmpty()).toList();
              assertEquals(closed || reopened, open.isEmpty(), of);
              assertTrue(open.stream().filter(l -> l.isOffered()).count() <= 1, of);
              assertTrue(h.legs().getFirst().isOffered() || h.isOutgoing(), of);
              long work =
                  h.legs().stream().mapToLong(l -> l.talkMs() + l.holdMs() + l.wrapUpMs()).sum();
              Instant last = h.lines().getLast().at();
              assertTrue(h.arrivedAt().plusMillis(work).compareTo(last) <= 0, of);
              assertEquals(
                  h.messages().size() + h.notes().size(),
                  h.messages().stream().map(m -> m.n()).distinct().count()
                      + h.notes().stream().map(n -> n.n()).distinct().count(),
                  of);
            }));
    assertTrue(count.size() > 200, said + ": " + count.size());
  }

  @Test
  void namesTheContactsThatDiffer() {
    var a = new MemoryHistory();
    var b = new MemoryHistory();
    a.put(Histories.of("same", Histories.NOON, "anna@example.org"));
    b.put(Histories.of("same", Histories.NOON, "anna@example.org"));
    a.put(Histories.of("other", Histories.NOON.plusSeconds(1), "anna@example.org"));
    b.put(Histories.of("other", Histories.NOON.plusSeconds(1), "bruno@example.org", "<1@x>"));
    a.put(Histories.of("onlyA", Histories.NOON.plusSeconds(2), ""));
    b.put(Histories.of("onlyB", Histories.NOON.plusSeconds(3), ""));
    b.put(Histories.of("later", Histories.NOON.plusSeconds(10), ""));
    var differences =
        HistoryDiff.compare(a, b, Histories.NOON, Histories.NOON.plusSeconds(10)).stream()
            .collect(Collectors.toMap(d -> d.id().value(), Difference::where));
    assertEquals(Set.of("other", "onlyA", "onlyB"), differences.keySet());
    assertEquals(List.of("address", "messages"), differences.get("other"));
    assertEquals(List.of("first"), differences.get("onlyA"));
    assertEquals(List.of("second"), differences.get("onlyB"));
  }

  @Test
  void refusesToRebuildWhatIsInUse() throws IOException {
    try (var live = MapDbHistory.open(directory, 0)) {
      live.put(Histories.of("c1", Histories.NOON, ""));
      assertThrows(IOException.class, () -> HistoryRebuild.run(journal, codec, directory));
      assertTrue(live.contact(new it.sportello.base.ContactId("c1")).isPresent());
    }
  }

  private static List<Difference> all(HistoryStore a, HistoryStore b) {
    return HistoryDiff.compare(a, b, Instant.MIN, Instant.MAX);
  }
}
