package it.sportello.store.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.base.Sha256;
import it.sportello.recording.RecordingId;
import it.sportello.recording.RecordingVault.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recordings at rest.
class FileVaultTest {
  private static final RecordingId ID = new RecordingId(new ContactId("c1"), 1);
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @TempDir private Path directory;
  private Path keys;
  private FileVault vault;

  @BeforeEach
  void open() throws IOException {
    keys = directory.resolve("keys/recordings");
    vault = reopen();
  }

  private FileVault reopen() throws IOException {
    return FileVault.open(
        directory.resolve("vault"),
        KeyRing.open(keys, new SecureRandom()),
        new SecureRandom(),
        () -> NOW);
  }

  private byte[] put(RecordingId id, int length) throws IOException {
    var sound = new byte[length];
    random.nextBytes(sound);
    Path file = Files.write(directory.resolve("sound.wav"), sound);
    var kept = vault.put(id, file, 90);
    byte[] sealed = Files.readAllBytes(sealed());
    assertEquals(sealed.length, kept.bytes());
    assertEquals(Sha256.of(sealed), kept.sha256());
    return sound;
  }

  private Path sealed() throws IOException {
    try (var files = Files.walk(directory.resolve("vault"))) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  private byte[] read(long from) throws IOException {
    try (var in = vault.open(ID).orElseThrow().read(from)) {
      return in.readAllBytes();
    }
  }

  @Test
  void everyByteComesBackFromWhereverItIsRead() throws IOException {
    int piece = FileVault.PIECE_BYTES;
    for (int length : List.of(0, 1, piece - 1, piece, piece + 1, 3 * piece + 17)) {
      byte[] sound = put(ID, length);
      assertEquals(length, vault.open(ID).orElseThrow().length());
      for (int i = 0; i < 20; i++) {
        int from = random.nextInt(length + 1);
        assertArrayEquals(
            Arrays.copyOfRange(sound, from, length), read(from), "seed " + seed + " from " + from);
      }
      assertArrayEquals(sound, read(0));
      assertArrayEquals(new byte[0], read(length));
    }
  }

  @Test
  void nothingOfTheSoundIsOnTheDisk() throws IOException {
    Path file = directory.resolve("sound.wav");
    Files.writeString(file, "il mio codice fiscale ".repeat(9999));
    vault.put(ID, file, 90);
    String sealed = Files.readString(sealed(), StandardCharsets.ISO_8859_1);
    assertFalse(sealed.contains("codice"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)));
  }

  @Test
  void anyChangedBitShows() throws IOException {
    put(ID, 2 * FileVault.PIECE_BYTES + 5);
    Path file = sealed();
    byte[] good = Files.readAllBytes(file);
    for (int i = 0; i < 200; i++) {
      byte[] bad = good.clone();
      int at = i < 90 ? i % 75 : random.nextInt(bad.length);
      bad[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bad);
      assertThrows(IOException.class, () -> read(0), "seed " + seed + " byte " + at);
    }
    Files.write(file, good);
    assertEquals(2 * FileVault.PIECE_BYTES + 5, read(0).length);
  }

  @Test
  void aMissingEndShowsAndPiecesCannotChangePlaces() throws IOException {
    int piece = FileVault.PIECE_BYTES + SealedHead.TAG_BYTES;
    put(ID, 2 * FileVault.PIECE_BYTES);
    Path file = sealed();
    byte[] good = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(good, good.length - piece));
    assertThrows(IOException.class, () -> read(0));
    byte[] swapped = good.clone();
    System.arraycopy(good, good.length - piece, swapped, good.length - 2 * piece, piece);
    System.arraycopy(good, good.length - 2 * piece, swapped, good.length - piece, piece);
    Files.write(file, swapped);
    assertThrows(IOException.class, () -> read(0));
  }

  @Test
  void aRecordingCannotStandForAnother() throws IOException {
    var other = new RecordingId(new ContactId("c1"), 2);
    put(ID, 100);
    Files.move(sealed(), sealed().resolveSibling(other + ".sealed"));
    assertThrows(IOException.class, () -> vault.open(other));
    assertEquals(Optional.empty(), vault.open(ID));
  }

  @Test
  void anOlderKeyGoesOnDecrypting() throws IOException {
    byte[] sound = put(ID, 1000);
    KeyRing.add(keys, new SecureRandom());
    vault = reopen();
    assertArrayEquals(sound, read(0));
    var other = new RecordingId(new ContactId("c2"), 1);
    var kept = vault.put(other, directory.resolve("sound.wav"), 1);
    assertEquals(KeyRing.open(keys, new SecureRandom()).current(), kept.key());
    List<String> lines = Files.readAllLines(keys);
    Files.write(keys, List.of(lines.get(1)));
    vault = reopen();
    String message = String.valueOf(assertThrows(IOException.class, () -> read(0)).getMessage());
    assertTrue(message.contains(lines.get(0).split(" ", -1)[0]), message);
  }

  @Test
  void listsAndDeletes() throws IOException {
    put(ID, 1000);
    assertEquals(List.of(new Item(ID, NOW.toEpochMilli(), 90)), vault.list());
    vault.delete(ID);
    vault.delete(ID);
    assertEquals(List.of(), vault.list());
    assertEquals(Optional.empty(), vault.open(ID));
  }

  @Test
  void whatWasNotFinishedIsRemovedAtTheNextStart() throws IOException {
    put(ID, 10);
    Path half = sealed().resolveSibling("c9-1.sealed.tmp");
    Files.writeString(half, "half");
    reopen();
    assertFalse(Files.exists(half));
  }

  @Test
  void saysWhichLineIsNoKey() throws IOException {
    Files.writeString(keys, "# comment\nk1 tooshort\n");
    String message = String.valueOf(assertThrows(IOException.class, () -> reopen()).getMessage());
    assertTrue(message.contains("line 2") && !message.contains("tooshort"), message);
  }
}
