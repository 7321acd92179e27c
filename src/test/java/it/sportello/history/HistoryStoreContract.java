package it.sportello.history;

import static it.sportello.history.Histories.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.base.Sha256;
import it.sportello.history.HistoryStore.Visitor;
import it.sportello.mail.MailKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// What every adapter of [HistoryStore] must do.
public interface HistoryStoreContract {
  /// Returns an open, empty store; the test closes it.
  HistoryStore emptyStore() throws Exception;

  /// Does what makes a store forget what it holds in memory, if it has a disk.
  default HistoryStore reopened(HistoryStore store) throws Exception {
    return store;
  }

  @Test
  default void beginsEmpty() throws Exception {
    try (var store = emptyStore()) {
      assertEquals(0, store.sequence());
      assertEquals(Optional.empty(), store.contact(new ContactId("c1")));
      assertEquals(Optional.empty(), store.byMessageId("<1@x>"));
      assertEquals(List.of(), store.byAddress("anna@example.org", 10));
      assertEquals(List.of(), arrived(store, Instant.MIN, Instant.MAX));
      assertFalse(store.wasTaken("info", raw("a")));
    }
  }

  @Test
  default void keepsEveryPartOfAHistory() throws Exception {
    var store = emptyStore();
    store.put(Histories.full());
    store.reached(7);
    store = reopened(store);
    assertEquals(Optional.of(Histories.full()), store.contact(Histories.full().id()));
    assertEquals(7, store.sequence());
    store.close();
  }

  @Test
  default void listsArrivalsFromInclusiveToExclusiveNewestFirst() throws Exception {
    var store = emptyStore();
    store.put(Histories.of("b", NOON, ""));
    store.put(Histories.of("d", NOON.plusMillis(2), ""));
    store.put(Histories.of("a", NOON.plusMillis(1), ""));
    store.put(Histories.of("c", NOON, ""));
    store.put(Histories.of("old", Instant.parse("1969-12-31T23:59:59.999Z"), ""));
    store = reopened(store);
    assertEquals(List.of("d", "a", "b", "c", "old"), arrived(store, Instant.MIN, Instant.MAX));
    assertEquals(List.of("a", "b", "c"), arrived(store, NOON, NOON.plusMillis(2)));
    assertEquals(List.of("a"), arrived(store, NOON.plusNanos(1), NOON.plusMillis(2)));
    assertEquals(List.of("d", "a"), arrived(store, NOON.plusMillis(1), NOON.plusNanos(2_000_001)));
    assertEquals(List.of("old"), arrived(store, Instant.MIN, Instant.EPOCH));
    assertEquals(List.of(), arrived(store, NOON, NOON));
    store.close();
  }

  @Test
  default void stopsWhenTheVisitorHasHadEnough() throws Exception {
    try (var store = emptyStore()) {
      for (int i = 0; i < 5; i++) {
        store.put(Histories.of("c" + i, NOON.plusSeconds(i), ""));
      }
      var seen = new ArrayList<String>();
      store.arrivedBetween(
          Instant.MIN,
          Instant.MAX,
          h -> {
            seen.add(h.id().value());
            return seen.size() < 2;
          });
      assertEquals(List.of("c4", "c3"), seen);
    }
  }

  @Test
  default void findsWhereALegBeganOrEndedInAPeriodOnce() throws Exception {
    var store = emptyStore();
    store.put(Histories.worked("short", NOON, Optional.of(NOON.plusSeconds(5))));
    store.put(Histories.worked("long", NOON, Optional.empty()));
    store.put(Histories.worked("long", NOON, Optional.of(NOON.plusSeconds(3_600))));
    store.put(Histories.worked("open", NOON.plusSeconds(9), Optional.empty()));
    store.put(Histories.of("never", NOON, ""));
    store = reopened(store);
    assertEquals(List.of("long", "open", "short"), active(store, Instant.MIN, Instant.MAX));
    assertEquals(List.of("long", "short"), active(store, NOON, NOON.plusMillis(1)));
    assertEquals(List.of("short"), active(store, NOON.plusMillis(1), NOON.plusSeconds(9)));
    assertEquals(List.of("long"), active(store, NOON.plusSeconds(10), NOON.plusSeconds(3_601)));
    assertEquals(List.of(), active(store, NOON.plusSeconds(10), NOON.plusSeconds(3_600)));
    store.activeBetween(
        Instant.MIN,
        Instant.MAX,
        h -> {
          assertEquals("long", h.id().value());
          return false;
        });
    store.close();
  }

  @Test
  default void findsAddressesInAnyCase() throws Exception {
    try (var store = emptyStore()) {
      store.put(Histories.of("c1", NOON, "Anna@Example.org"));
      store.put(Histories.of("c2", NOON.plusSeconds(1), "anna@example.ORG "));
      store.put(Histories.of("c3", NOON, "anna@example.or"));
      store.put(Histories.of("c4", NOON, ""));
      assertEquals(List.of("c2", "c1"), ids(store.byAddress("ANNA@example.org", 10)));
      assertEquals(List.of("c2"), ids(store.byAddress("anna@example.org", 1)));
      assertEquals(List.of(), store.byAddress("", 10));
      assertEquals(List.of(), store.byAddress("anna@example.org", 0));
    }
  }

  @Test
  default void findsTheLatestContactWithACode() throws Exception {
    var store = emptyStore();
    store.put(Histories.of("c1", NOON.plusSeconds(1), ""));
    store.put(Histories.of("c2", NOON, ""));
    store = reopened(store);
    assertEquals(Optional.of(new ContactId("c1")), store.byCode("AB12").map(ContactHistory::id));
    assertEquals(Optional.empty(), store.byCode("AB1"));
    assertEquals(Optional.empty(), store.byCode(""));
    store.close();
  }

  @Test
  default void findsTheContactOfEachOfItsMessages() throws Exception {
    try (var store = emptyStore()) {
      store.put(Histories.of("c1", NOON, "", "<1@x>", "", "<2@x>"));
      store.put(Histories.of("c2", NOON.plusSeconds(1), "", "<3@x>"));
      assertEquals(Optional.of(new ContactId("c1")), store.byMessageId("<1@x>"));
      assertEquals(Optional.of(new ContactId("c1")), store.byMessageId("<2@x>"));
      assertEquals(Optional.of(new ContactId("c2")), store.byMessageId("<3@x>"));
      assertEquals(Optional.empty(), store.byMessageId("<3@"));
      assertEquals(Optional.empty(), store.byMessageId(""));
    }
  }

  @Test
  default void findsTheContactByTheIdsThatAProviderGave() throws Exception {
    try (var store = emptyStore()) {
      store.put(Histories.full());
      assertEquals(Optional.of(Histories.full().id()), store.byMessageId("<id-1@gestore.test>"));
      assertEquals(Optional.empty(), store.byMessageId("<own@gestore.test>"));
    }
  }

  @Test
  default void findsTheLatestOfTwoContactsWithTheSameMessage() throws Exception {
    try (var store = emptyStore()) {
      store.put(Histories.of("c2", NOON.plusSeconds(1), "", "<1@x>"));
      store.put(Histories.of("c1", NOON, "", "<1@x>"));
      assertEquals(Optional.of(new ContactId("c2")), store.byMessageId("<1@x>"));
      store.put(Histories.of("c2", NOON.plusSeconds(1), ""));
      assertEquals(Optional.of(new ContactId("c1")), store.byMessageId("<1@x>"));
    }
  }

  @Test
  default void findsWhatWeSentBeforeWhatCameUnderItsId() throws Exception {
    try (var store = emptyStore()) {
      store.put(Histories.of("c2", NOON.plusSeconds(1), "", "<1@x>"));
      store.put(Histories.written("c1", NOON, "<1@x>"));
      store.put(Histories.of("c3", NOON.plusSeconds(2), "", "<1@x>"));
      assertEquals(Optional.of(new ContactId("c1")), store.byMessageId("<1@x>"));
    }
  }

  @Test
  default void forgetsWhatAReplacedHistoryWasFoundBy() throws Exception {
    try (var store = emptyStore()) {
      store.put(Histories.of("c1", NOON, "anna@example.org", "<1@x>", "<2@x>"));
      store.put(Histories.of("c1", NOON.plusSeconds(9), "bruno@example.org", "<2@x>", "<3@x>"));
      assertEquals(List.of(), store.byAddress("anna@example.org", 10));
      assertEquals(List.of("c1"), ids(store.byAddress("bruno@example.org", 10)));
      assertEquals(Optional.empty(), store.byMessageId("<1@x>"));
      assertEquals(Optional.of(new ContactId("c1")), store.byMessageId("<2@x>"));
      assertEquals(Optional.of(new ContactId("c1")), store.byMessageId("<3@x>"));
      assertEquals(List.of("c1"), arrived(store, Instant.MIN, Instant.MAX));
      assertEquals(List.of(), arrived(store, NOON, NOON.plusSeconds(1)));
    }
  }

  @Test
  default void knowsWhatWasTakenFromWhichMailbox() throws Exception {
    var store = emptyStore();
    store.log(Histories.line(3, "info", raw("a"), "contact"));
    store.log(Histories.line(3, "info", raw("a"), "contact"));
    store = reopened(store);
    assertTrue(store.wasTaken("info", raw("a")));
    assertFalse(store.wasTaken("inf", raw("a")));
    assertFalse(store.wasTaken("info", raw("b")));
    store.close();
  }

  @Test
  default void keepsTheIntakeLogNewestFirst() throws Exception {
    var store = emptyStore();
    var first = Histories.line(3, "info", raw("a"), "contact");
    var second = Histories.line(5, "info", raw("b"), "failed");
    var third = Histories.line(9, "altra", raw("c"), "failed");
    List.of(first, second, third).forEach(store::log);
    store.log(Histories.line(9, "altra", raw("c"), "ignored"));
    store = reopened(store);
    assertEquals(Optional.of(second), store.intake(5));
    assertEquals(Optional.empty(), store.intake(4));
    assertEquals(List.of(9L, 5L, 3L), lines(store, Long.MAX_VALUE, false));
    assertEquals(List.of(3L), lines(store, 5, false));
    assertEquals(List.of(5L), lines(store, Long.MAX_VALUE, true));
    assertEquals(1, store.failedIntake());
    store.clear();
    assertEquals(List.of(), lines(store, Long.MAX_VALUE, false));
    assertEquals(0, store.failedIntake());
    store.close();
  }

  @Test
  default void findsTheMessagesOfOneFolderInOrder() throws Exception {
    var store = emptyStore();
    long sequence = 0;
    for (long uid : new long[] {30, 4, 200, 1_000_000_000_000L}) {
      store.log(Histories.line(++sequence, new MailKey("info", "INBOX", 7, uid), 100 + uid));
    }
    store.log(Histories.line(++sequence, new MailKey("info", "INBOX", 8, 5), 9));
    store.log(Histories.line(++sequence, new MailKey("info", "INBOX.Sent", 7, 5), 9));
    store.log(Histories.line(++sequence, new MailKey("info2", "INBOX", 7, 5), 9));
    store.log(Histories.line(++sequence, MailKey.handedOver("info"), 9));
    store = reopened(store);
    var all = Map.of(4L, 104L, 30L, 130L, 200L, 300L, 1_000_000_000_000L, 1_000_000_000_100L);
    assertEquals(all, store.takenFrom(new MailKey("info", "INBOX", 7, 1), 10));
    assertEquals(
        Map.of(30L, 130L, 200L, 300L), store.takenFrom(new MailKey("info", "INBOX", 7, 5), 2));
    assertEquals(Map.of(), store.takenFrom(new MailKey("info", "INBOX", 6, 1), 10));
    assertEquals(Map.of(), store.takenFrom(new MailKey("info", MailKey.HANDED_OVER, 0, 0), 10));
    store.clear();
    assertEquals(Map.of(), store.takenFrom(new MailKey("info", "INBOX", 7, 1), 10));
    store.close();
  }

  private static List<Long> lines(HistoryStore store, long before, boolean onlyFailed) {
    var found = new ArrayList<Long>();
    store.intakeBefore(before, onlyFailed, line -> found.add(line.sequence()));
    return found;
  }

  @Test
  default void forgetsEverythingWhenItIsCleared() throws Exception {
    var store = emptyStore();
    store.put(Histories.full());
    store.log(Histories.line(3, "info", raw("a"), "contact"));
    store.reached(9);
    store.clear();
    assertEquals(0, store.sequence());
    assertEquals(List.of(), arrived(store, Instant.MIN, Instant.MAX));
    assertEquals(List.of(), store.byAddress(Histories.full().address(), 10));
    assertFalse(store.wasTaken("info", raw("a")));
    store.put(Histories.of("c1", NOON, "anna@example.org"));
    store = reopened(store);
    assertEquals(List.of("c1"), arrived(store, Instant.MIN, Instant.MAX));
    store.close();
  }

  @Test
  default void findsAfterRandomReplacementsWhatASearchThroughAllFinds() throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var store = emptyStore();
    Map<String, ContactHistory> all = new TreeMap<>();
    for (int i = 0; i < 600; i++) {
      ContactHistory history = random(random);
      store.put(history);
      all.put(history.id().value(), history);
      if (i % 200 == 100) {
        store = reopened(store);
      }
    }
    for (int n = 0; n < 12; n++) {
      String address = "a" + n;
      Instant from = NOON.plusMillis(random.nextInt(40));
      Instant to = from.plusMillis(random.nextInt(20));
      String said = "seed " + seed;
      assertEquals(
          ids(naive(all, h -> sameAddress(h, address))), ids(store.byAddress(address, 99)), said);
      assertEquals(
          ids(naive(all, h -> !h.arrivedAt().isBefore(from) && h.arrivedAt().isBefore(to))),
          arrived(store, from, to),
          said);
      String id = "<" + n + ">";
      assertEquals(
          naive(all, h -> h.messages().stream().anyMatch(m -> m.messageId().equals(id))).stream()
              .findFirst()
              .map(ContactHistory::id),
          store.byMessageId(id),
          said);
    }
    for (ContactHistory history : all.values()) {
      assertEquals(Optional.of(history), store.contact(history.id()), "seed " + seed);
    }
    store.close();
  }

  @Test
  default void isReadWhileItIsWritten() throws Exception {
    try (var store = emptyStore();
        var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        store.put(Histories.of("c" + i, NOON.plusSeconds(i), "anna@example.org", "<" + i + ">"));
      }
      var done = new AtomicBoolean();
      var reader =
          readers.submit(
              () -> {
                int rounds = 0;
                while (!done.get() || rounds == 0) {
                  rounds++;
                  assertTrue(arrived(store, NOON, NOON.plusSeconds(50)).size() == 50);
                  assertEquals(Optional.of(new ContactId("c7")), store.byMessageId("<7>"));
                }
                return rounds;
              });
      try {
        for (int i = 0; i < 6_000; i++) {
          store.put(Histories.of("c" + i, NOON.plusSeconds(i), "anna@example.org", "<" + i + ">"));
        }
      } finally {
        done.set(true);
      }
      assertTrue(reader.get() > 0);
    }
  }

  private static ContactHistory random(Random random) {
    var ids = new ArrayList<String>();
    for (int i = random.nextInt(4); i > 0; i--) {
      ids.add("<" + random.nextInt(12) + ">");
    }
    return Histories.of(
        "c" + random.nextInt(80),
        NOON.plusMillis(random.nextInt(60)),
        (random.nextBoolean() ? "a" : "A") + random.nextInt(12),
        ids.toArray(String[]::new));
  }

  private static List<ContactHistory> naive(
      Map<String, ContactHistory> all, java.util.function.Predicate<ContactHistory> wanted) {
    return all.values().stream()
        .filter(wanted)
        .sorted(
            Comparator.comparing(ContactHistory::arrivedAt)
                .reversed()
                .thenComparing(ContactHistory::id))
        .toList();
  }

  private static boolean sameAddress(ContactHistory history, String address) {
    return history.address().toLowerCase(Locale.ROOT).equals(address);
  }

  private static List<String> arrived(HistoryStore store, Instant from, Instant to) {
    var seen = new ArrayList<String>();
    store.arrivedBetween(from, to, Visitor.all(h -> seen.add(h.id().value())));
    return seen;
  }

  @Test
  default void findsWhatWasNotScannedByItsNewest() throws Exception {
    var store = emptyStore();
    store.put(Histories.unscanned("two", NOON, NOON.plusSeconds(9)));
    store.put(Histories.unscanned("one", NOON.plusSeconds(3)));
    store.put(Histories.unscanned("done", NOON.plusSeconds(5)));
    store.put(Histories.scanned("done", NOON.plusSeconds(5)));
    store.put(Histories.of("none", NOON, "", "<1@x>"));
    store = reopened(store);
    assertEquals(List.of("two", "one"), unscanned(store, Instant.MIN, 9));
    assertEquals(List.of("two"), unscanned(store, Instant.MIN, 1));
    assertEquals(List.of("two"), unscanned(store, NOON.plusSeconds(4), 9));
    assertEquals(List.of(), unscanned(store, NOON.plusSeconds(10), 9));
    store.put(Histories.scanned("two", NOON));
    assertEquals(List.of("one"), unscanned(store, Instant.MIN, 9));
    store.close();
  }

  private static List<String> unscanned(HistoryStore store, Instant from, int most) {
    var seen = new ArrayList<String>();
    store.unscannedSince(
        from,
        h -> {
          seen.add(h.id().value());
          return seen.size() < most;
        });
    return seen;
  }

  private static List<String> active(HistoryStore store, Instant from, Instant to) {
    var seen = new ArrayList<String>();
    store.activeBetween(from, to, Visitor.all(h -> seen.add(h.id().value())));
    return seen;
  }

  private static List<String> ids(List<ContactHistory> histories) {
    return histories.stream().map(h -> h.id().value()).toList();
  }

  private static Sha256 raw(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
