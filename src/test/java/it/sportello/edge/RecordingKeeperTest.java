package it.sportello.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.desk.Command;
import it.sportello.desk.Committed;
import it.sportello.desk.Facts;
import it.sportello.desk.Reply;
import it.sportello.journal.Entry;
import it.sportello.journal.Recorded;
import it.sportello.recording.Recording;
import it.sportello.recording.RecordingEvent;
import it.sportello.recording.RecordingId;
import it.sportello.store.file.FileVault;
import it.sportello.store.file.KeyRing;
import it.sportello.telephony.CallId;
import it.sportello.testkit.ManualTimer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way of a recording from the spool to the vault, and out of it.
class RecordingKeeperTest {
  private static final RecordingId ID = new RecordingId(new ContactId("c1"), 1);
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

  @TempDir private Path directory;
  private final ManualTimer timer = new ManualTimer();
  private final List<Command> told = new ArrayList<>();
  private Path spool;
  private FileVault vault;
  private RecordingKeeper keeper;

  @BeforeEach
  void open() throws IOException {
    spool = directory.resolve("spool");
    Path sealed = directory.resolve("vault");
    KeyRing keys = KeyRing.openFor(sealed, directory.resolve("key"), new SecureRandom());
    vault = FileVault.open(sealed, keys, new SecureRandom(), () -> NOW);
    keeper = new RecordingKeeper(spool, vault, told::add, timer, 1);
  }

  private static byte[] wave(int samples, boolean closed) {
    var bytes = ByteBuffer.allocate(44 + samples).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0x46464952).putInt(closed ? samples + 36 : 0).putInt(0x45564157);
    bytes.putInt(0x20746d66).putInt(16).putShort((short) 1).putShort((short) 1);
    bytes.putInt(8000).putInt(16000).putShort((short) 2).putShort((short) 16);
    bytes.putInt(0x61746164).putInt(closed ? samples : 0);
    return bytes.array();
  }

  private Path file() {
    return spool.resolve(ID + ".wav");
  }

  private void happened(RecordingEvent event) {
    Entry entry = Entry.of(1, Facts.codec().draft(event, NOW));
    keeper.committed(
        new Committed(
            List.of(new Recorded(entry, event)),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of()));
  }

  private static Recording recording(boolean running) {
    var e =
        new RecordingEvent.Started(
            ID.contact(), 1, new CallId("x"), new OperatorId("a"), new QueueId("q"), 7);
    Recording begun = Recording.begin(e, NOW);
    return running ? begun : begun.stopped();
  }

  private void kept() {
    told.removeIf(Command.RecordingRoom.class::isInstance);
    var kept = assertInstanceOf(Command.RecordingKept.class, told.getFirst());
    assertEquals(1000, kept.millis());
    assertTrue(Files.exists(file()), "deleted before it was durable that it is kept");
    happened(new RecordingEvent.Kept(ID.contact(), 1, 1, 1000, kept.kept().sha256(), "k"));
    timer.pass(Duration.ofSeconds(1));
    assertFalse(Files.exists(file()));
  }

  @Test
  void aClosedFileIsEncryptedThenDeleted() throws IOException {
    keeper.start(List.of());
    timer.run();
    Files.write(file(), wave(16_000, true));
    happened(new RecordingEvent.Stopped(ID.contact(), 1, "ended"));
    timer.pass(Duration.ofSeconds(2));
    kept();
    try (var in = vault.open(ID).orElseThrow().read(0)) {
      assertArrayEquals(wave(16_000, true), in.readAllBytes());
    }
  }

  @Test
  void aFileThatNobodyClosedIsTakenWhenItDoesNotGrowAnyMore() throws IOException {
    keeper.start(List.of(recording(false)));
    Files.write(file(), wave(16_000, false));
    timer.pass(Duration.ofSeconds(2));
    assertTrue(told.stream().allMatch(Command.RecordingRoom.class::isInstance));
    timer.pass(Duration.ofSeconds(10));
    kept();
    try (var in = vault.open(ID).orElseThrow().read(0)) {
      assertArrayEquals(wave(16_000, true), in.readAllBytes());
    }
  }

  @Test
  void whatBelongsToNothingIsDeletedAtTheStart() throws IOException {
    Path orphan = Files.write(spool.resolve("other-1.wav"), wave(100, true));
    Files.write(file(), wave(16_000, false));
    keeper.start(List.of(recording(true)));
    timer.pass(Duration.ofSeconds(1));
    assertFalse(Files.exists(orphan));
    assertTrue(Files.exists(file()), "a recording that goes on");
  }

  @Test
  void aRecordingThatWasNeverWrittenIsLost() {
    keeper.start(List.of());
    happened(new RecordingEvent.Stopped(ID.contact(), 1, "ended"));
    timer.pass(Duration.ofSeconds(30));
    assertTrue(told.contains(new Command.RecordingLost(ID, "no-file")), told::toString);
  }

  @Test
  void aFullDiskIsSaid() throws IOException {
    var full = new RecordingKeeper(spool, vault, told::add, timer, Long.MAX_VALUE / 2);
    full.start(List.of());
    timer.pass(Duration.ofSeconds(1));
    assertFalse(full.hasRoom());
    assertTrue(told.contains(new Command.RecordingRoom(false)));
  }

  @Test
  void whatIsOverIsPurgedAfterThatIsDurable() throws IOException {
    Path sound = Files.write(directory.resolve("s"), wave(100, true));
    var other = new RecordingId(new ContactId("c2"), 1);
    vault.put(ID, sound, 7);
    vault.put(other, sound, 8);
    purge(new Reply.NotNow("journal-full", ""));
    assertEquals(2, vault.list().size());
    purge(new Reply.Done(1));
    assertEquals(Optional.empty(), vault.open(ID));
    assertTrue(vault.open(other).isPresent());
    assertEquals(new Command.RecordingPurged(ID), told.getLast());
  }

  private void purge(Reply reply) {
    new RecordingPurge(
            vault,
            command -> {
              told.add(command);
              return CompletableFuture.completedFuture(reply);
            },
            () -> NOW.plus(Duration.ofDays(7)))
        .run();
  }
}
