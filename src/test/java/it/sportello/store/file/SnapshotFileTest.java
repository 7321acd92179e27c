package it.sportello.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotFileTest {
  @TempDir private Path temp;
  private final FaultyDisk disk = new FaultyDisk();

  @Test
  void hasNoneAtFirst() throws Exception {
    assertTrue(snapshots().newest().isEmpty());
  }

  @Test
  void returnsTheNewestAndKeepsTheOneBefore() throws Exception {
    var snapshots = snapshots();
    for (long sequence : new long[] {5, 7, 1000}) {
      snapshots.write(sequence, bytes("state " + sequence));
    }
    assertNewest(1000, snapshots);
    assertNewest(1000, snapshots());
    assertEquals(List.of(name(7), name(1000)), files());
  }

  @Test
  void takesContentPieceByPiece() throws Exception {
    var snapshots = snapshots();
    snapshots.write(
        3,
        out -> {
          for (int i = 0; i < 100_000; i++) {
            out.write(i);
            out.write(new byte[] {1, 2, 3});
          }
        });
    byte[] content = snapshots.newest().orElseThrow().content().readAllBytes();
    assertEquals(400_000, content.length);
    assertEquals((byte) 99_999, content[4 * 99_999]);
  }

  @Test
  void fallsBackToTheOlderOneWhateverByteIsDamaged() throws Exception {
    var snapshots = snapshots();
    snapshots.write(5, bytes("state 5"));
    snapshots.write(7, bytes("state 7"));
    var newest = temp.resolve("snapshots").resolve(name(7));
    byte[] whole = Files.readAllBytes(newest);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 4;
      Files.write(newest, changed);
      assertNewest(5, snapshots);
      Files.write(newest, Arrays.copyOf(whole, at));
      assertNewest(5, snapshots);
    }
    Files.write(temp.resolve("snapshots").resolve(name(5)), new byte[0]);
    assertTrue(snapshots.newest().isEmpty());
  }

  @Test
  void passesOverWhatIsAheadOfTheJournal() throws Exception {
    var snapshots = snapshots();
    snapshots.write(5, bytes("state 5"));
    snapshots.write(70, bytes("state 70"));
    assertEquals(5, snapshots.newestUpTo(69).orElseThrow().sequence());
    assertTrue(snapshots.newestUpTo(4).isEmpty());
    snapshots.write(6, bytes("state 6"));
    assertEquals(List.of(name(5), name(6)), files());
  }

  @Test
  void keepsTheOlderOnesWhenThereIsNoRoom() throws Exception {
    var snapshots = snapshots();
    snapshots.write(5, bytes("state 5"));
    disk.room.set(20);
    assertThrows(IOException.class, () -> snapshots.write(6, bytes("state 6")));
    assertEquals(List.of(name(5)), files());
    disk.room.set(Long.MAX_VALUE);
    disk.syncFails = true;
    assertThrows(IOException.class, () -> snapshots.write(6, bytes("state 6")));
    assertNewest(5, snapshots());
    assertEquals(List.of(name(5)), files());
  }

  @Test
  void keepsNothingOfContentThatFails() throws Exception {
    var snapshots = snapshots();
    assertThrows(
        IllegalStateException.class,
        () ->
            snapshots.write(
                6,
                out -> {
                  out.write(1);
                  throw new IllegalStateException("a bug");
                }));
    assertEquals(List.of(), files());
  }

  private SnapshotFile snapshots() throws IOException {
    return SnapshotFile.open(temp.resolve("snapshots"), disk);
  }

  private static void assertNewest(long sequence, SnapshotFile snapshots) throws IOException {
    var newest = snapshots.newest().orElseThrow();
    assertEquals(sequence, newest.sequence());
    var text = new String(newest.content().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("state " + sequence, text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String name(long sequence) {
    return "snapshot-%020d".formatted(sequence);
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(temp.resolve("snapshots"))) {
      return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
    }
  }
}
