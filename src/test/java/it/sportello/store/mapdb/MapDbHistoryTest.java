package it.sportello.store.mapdb;

import static it.sportello.history.Histories.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.history.ContactHistory;
import it.sportello.history.Histories;
import it.sportello.history.HistoryBroken;
import it.sportello.history.HistoryStore;
import it.sportello.history.HistoryStoreContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MapDbHistoryTest implements HistoryStoreContract {
  private static final ContactId C1 = new ContactId("c1");
  private static final long FAR = Long.MAX_VALUE;

  @TempDir Path directory;

  @Override
  public HistoryStore emptyStore() throws IOException {
    return MapDbHistory.open(view(), FAR);
  }

  @Override
  public HistoryStore reopened(HistoryStore store) throws IOException {
    store.close();
    return MapDbHistory.open(view(), FAR);
  }

  private Path view() {
    return directory.resolve("views").resolve("history");
  }

  @Test
  void isUsedAgainAfterACleanClose() throws IOException {
    fill(3, 42);
    try (var store = MapDbHistory.open(view(), 42)) {
      assertEquals(42, store.sequence());
      assertTrue(store.contact(C1).isPresent());
    }
  }

  @Test
  void isThrownAwayAfterACrash() throws IOException {
    try (var store = MapDbHistory.open(view(), FAR)) {
      store.put(Histories.of("c1", NOON, ""));
      store.reached(42);
      copyTo(directory.resolve("crashed"));
    }
    startsEmpty(directory.resolve("crashed"), FAR);
  }

  @Test
  void isThrownAwayAfterACrashThatFollowedACleanClose() throws IOException {
    fill(3, 42);
    try (var store = MapDbHistory.open(view(), FAR)) {
      assertEquals(42, store.sequence());
      copyTo(directory.resolve("crashed"));
    }
    startsEmpty(directory.resolve("crashed"), FAR);
  }

  @Test
  void isThrownAwayWhenItIsAheadOfTheJournal() throws IOException {
    fill(3, 42);
    startsEmpty(view(), 41);
  }

  @Test
  void isThrownAwayWhenItHasAnotherVersion() throws IOException {
    MapDbHistory.open(view(), FAR, "0-old").close();
    fillOpen(MapDbHistory.open(view(), FAR, "0-old"), 3, 42);
    startsEmpty(view(), FAR);
  }

  @Test
  void isThrownAwayWhenItsFileIsCutOrGone() throws IOException {
    fill(3, 42);
    try (var file = FileChannel.open(data(view()), StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }
    startsEmpty(view(), FAR);
    fill(3, 42);
    Files.delete(data(view()));
    startsEmpty(view(), FAR);
  }

  @Test
  void isThrownAwayWhenItsFileIsNoSuchFile() throws IOException {
    fill(3, 42);
    Files.write(data(view()), new byte[(int) Files.size(data(view()))]);
    startsEmpty(view(), FAR);
  }

  @Test
  void isThrownAwayWhenItsMarkCannotBeRead() throws IOException {
    for (String mark : List.of("", "1-x 5", "1-x five 5", "x".repeat(5_000))) {
      fill(3, 42);
      Files.writeString(view().resolve("clean"), mark);
      startsEmpty(view(), FAR);
    }
  }

  @Test
  void deletesNothingThatIsNotItsOwn() throws IOException {
    Files.createDirectories(view());
    Path other = Files.writeString(view().resolve("notes.txt"), "mine");
    Files.writeString(data(view()), "garbage");
    startsEmpty(view(), FAR);
    assertEquals("mine", Files.readString(other));
  }

  @Test
  void refusesADirectoryThatIsInUse() throws IOException {
    try (var store = MapDbHistory.open(view(), FAR)) {
      store.put(Histories.of("c1", NOON, ""));
      assertThrows(IOException.class, () -> MapDbHistory.open(view(), FAR));
      assertTrue(store.contact(C1).isPresent());
    }
    fill(1, 42);
  }

  @Test
  void saysThatItIsBrokenWhenItsBytesAreDamagedAndCanBeClearedThen() throws IOException {
    long seed = System.nanoTime();
    var random = new Random(seed);
    int noticed = 0;
    for (int round = 0; round < 15; round++) {
      fill(200, 42);
      damage(random);
      try (var store = MapDbHistory.open(view(), FAR)) {
        noticed += store.sequence() == 0 || !readsEverything(store, seed) ? 1 : 0;
        store.clear();
        store.put(Histories.of("c1", NOON, ""));
        assertEquals(0, store.sequence());
        assertTrue(store.contact(C1).isPresent());
      }
    }
    assertTrue(noticed > 0, "seed " + seed);
  }

  /// Whether all could be read. What can be read must be what was written.
  private boolean readsEverything(HistoryStore store, long seed) {
    try {
      for (int i = 0; i < 200; i++) {
        Optional<ContactHistory> found = store.contact(new ContactId("c" + i));
        if (found.isEmpty()) {
          return false;
        }
        assertEquals(history(i), found.get(), "seed " + seed);
      }
      var seen = new ArrayList<ContactId>();
      store.arrivedBetween(
          NOON, NOON.plusSeconds(1_000), HistoryStore.Visitor.all(h -> seen.add(h.id())));
      return seen.size() == 200;
    } catch (HistoryBroken e) {
      return false;
    }
  }

  @Test
  void isNotMarkedCleanOnceItIsBroken() throws IOException {
    fill(200, 42);
    try (var file = FileChannel.open(data(view()), StandardOpenOption.WRITE)) {
      long half = file.size() / 16;
      file.write(ByteBuffer.allocate((int) (file.size() - half)), half);
    }
    try (var store = MapDbHistory.open(view(), FAR)) {
      if (store.sequence() == 42) {
        assertThrows(
            HistoryBroken.class,
            () -> {
              for (int i = 0; i < 200; i++) {
                store.contact(new ContactId("c" + i));
              }
            });
      }
    }
    startsEmpty(view(), FAR);
  }

  @Test
  void tellsReadersOfAClosedStoreThatItIsClosed() throws IOException {
    fill(1, 42);
    var store = MapDbHistory.open(view(), FAR);
    store.close();
    store.close();
    assertThrows(HistoryBroken.class, () -> store.contact(C1));
    assertThrows(HistoryBroken.class, () -> store.byMessageId("<1>"));
    try (var again = MapDbHistory.open(view(), FAR)) {
      assertEquals(42, again.sequence());
    }
  }

  @Test
  void keepsMoreThanFitsIntoMemory() throws IOException {
    var store = MapDbHistory.open(view(), FAR);
    String text = "x".repeat(200_000);
    for (int i = 0; i < 300; i++) {
      store.put(Histories.with("c" + i, NOON.plusSeconds(i), "", text, List.of("<" + i + ">")));
    }
    for (int i = 0; i < 300; i += 37) {
      var found = store.contact(new ContactId("c" + i)).orElseThrow();
      assertEquals(text, found.messages().getFirst().text());
    }
    store.close();
  }

  private void startsEmpty(Path view, long journalSequence) throws IOException {
    try (var store = MapDbHistory.open(view, journalSequence)) {
      assertEquals(0, store.sequence());
      assertEquals(Optional.empty(), store.contact(C1));
      store.arrivedBetween(
          NOON.minus(Duration.ofDays(1)),
          NOON.plus(Duration.ofDays(1)),
          h -> {
            throw new AssertionError(h.id() + " is still there");
          });
    }
  }

  private void fill(int contacts, long sequence) throws IOException {
    fillOpen(MapDbHistory.open(view(), FAR), contacts, sequence);
  }

  private static void fillOpen(MapDbHistory open, int contacts, long sequence) {
    try (var store = open) {
      for (int i = 0; i < contacts; i++) {
        store.put(history(i));
      }
      store.reached(sequence);
    }
  }

  private static ContactHistory history(int i) {
    return Histories.of("c" + i, NOON.plusSeconds(i), "a" + i % 7 + "@example.org", "<" + i + ">");
  }

  private void damage(Random random) throws IOException {
    try (var file = FileChannel.open(data(view()), StandardOpenOption.WRITE)) {
      for (int i = 0; i < 20; i++) {
        var bytes = new byte[1 + random.nextInt(400)];
        random.nextBytes(bytes);
        long most = Math.max(1, file.size() - bytes.length);
        file.write(ByteBuffer.wrap(bytes), random.nextLong(most));
      }
    }
  }

  private void copyTo(Path other) throws IOException {
    Files.createDirectories(other);
    try (var files = Files.list(view())) {
      for (Path file : files.filter(f -> !f.endsWith("lock")).toList()) {
        Files.copy(file, other.resolve(file.getFileName()));
      }
    }
  }

  private static Path data(Path view) {
    return view.resolve("histories.mapdb");
  }
}
