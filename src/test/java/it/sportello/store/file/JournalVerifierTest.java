package it.sportello.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import it.sportello.journal.Drafts;
import it.sportello.journal.JournalBroken;
import it.sportello.journal.JournalContract;
import it.sportello.store.file.JournalVerifier.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody who knows the format changes entries and mends the CRCs.
final class JournalVerifierTest {
  private static final FileJournal.Options OPTIONS = new FileJournal.Options(1 << 20, 0, 1 << 10);

  @TempDir private Path directory;

  @Test
  void countsEntriesAndErasures() throws Exception {
    try (var journal = journal()) {
      journal.append(Drafts.numbered(1, 5));
      journal.redact(2);
    }
    var verdict = assertInstanceOf(Verdict.Sound.class, JournalVerifier.verify(directory));
    assertEquals(5, verdict.entries());
    assertEquals(1, verdict.erased());
    assertEquals(0, verdict.unfinishedBytes());
  }

  @Test
  void hasTheSameLastHashBeforeAndAfterAnErasure() throws Exception {
    try (var journal = journal()) {
      journal.append(Drafts.numbered(1, 5));
      var before = assertInstanceOf(Verdict.Sound.class, JournalVerifier.verify(directory));
      journal.redact(5);
      var after = assertInstanceOf(Verdict.Sound.class, JournalVerifier.verify(directory));
      assertEquals(before.lastHash(), after.lastHash());
      journal.append(Drafts.numbered(6, 1));
      var later = assertInstanceOf(Verdict.Sound.class, JournalVerifier.verify(directory));
      assertNotEquals(before.lastHash(), later.lastHash());
    }
  }

  @Test
  void findsAChangedFactWhoseCrcWasMended() throws Exception {
    appendThree();
    long at = tamper(2, "\"number\":2", "\"number\":7");
    assertUnsoundAt(at);
  }

  @Test
  void findsAChangedPersonalTextWhoseCrcWasMended() throws Exception {
    appendThree();
    long at = tamper(3, "anna 3", "bruno3");
    assertUnsoundAt(at);
  }

  @Test
  void refusesToOpenWhatWasTamperedWith() throws Exception {
    appendThree();
    tamper(2, "\"number\":2", "\"number\":7");
    assertThrows(JournalBroken.class, () -> FileJournal.open(directory, OPTIONS));
  }

  @Test
  void findsNothingInAnEmptyDirectory() throws Exception {
    assertInstanceOf(Verdict.Unsound.class, JournalVerifier.verify(directory));
  }

  private FileJournal journal() {
    return FileJournal.open(directory, OPTIONS, new FaultyDisk());
  }

  private void appendThree() throws Exception {
    try (var journal = journal()) {
      journal.append(Drafts.numbered(1, 3));
      assertEquals(3, JournalContract.all(journal).size());
    }
  }

  private void assertUnsoundAt(long offset) throws IOException {
    var verdict = assertInstanceOf(Verdict.Unsound.class, JournalVerifier.verify(directory));
    assertEquals(offset, verdict.offset());
    assertEquals("an entry whose hash continues the chain", verdict.expected());
  }

  /// Replaces a text in an entry by one of the same length, mends both CRCs, and returns where the
  /// entry begins.
  private long tamper(int sequence, String text, String by) throws IOException {
    var file = Segment.fileOf(directory, 1);
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    int start = SegmentHeader.BYTES;
    for (int i = 1; i < sequence; i++) {
      start += frame(bytes, start).length();
    }
    var frame = frame(bytes, start);
    var all = new String(bytes.array(), StandardCharsets.ISO_8859_1);
    int at = all.indexOf(text, start);
    bytes.put(at, by.getBytes(StandardCharsets.ISO_8859_1));
    int keptEnd = start + frame.erasableStart() - Frame.CRC_BYTES;
    bytes.putInt(keptEnd, Frame.crc(bytes, start, keptEnd));
    int end = start + frame.length() - Frame.CRC_BYTES;
    bytes.putInt(end, Frame.crc(bytes, start + frame.erasableStart(), end));
    Files.write(file, bytes.array());
    return start;
  }

  private static Frame frame(ByteBuffer bytes, int start) {
    return new Frame(bytes.slice(start, bytes.limit() - start));
  }
}
