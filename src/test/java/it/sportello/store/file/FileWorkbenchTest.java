package it.sportello.store.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.journal.RawTooLarge;
import it.sportello.mail.LetterDraft;
import it.sportello.mail.NoRoom;
import it.sportello.mail.PreparedFile;
import it.sportello.mail.Workbench;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWorkbenchTest {
  private static final ContactId ONE = new ContactId("01jone");
  private static final ContactId OTHER = new ContactId("..");
  private static final OperatorId ANNA = new OperatorId("anna");
  private static final Instant AT = Instant.parse("2026-11-20T09:00:00.123Z");
  private static final Workbench.Limits LIMITS = new Workbench.Limits(100, 150, 3);

  @TempDir private Path directory;

  private FileWorkbench bench() throws IOException {
    return FileWorkbench.open(directory.resolve("workbench"), LIMITS);
  }

  private static PreparedFile put(FileWorkbench bench, ContactId contact, String id, int size)
      throws Exception {
    return bench.put(contact, id, id + ".pdf", ANNA, AT, new ByteArrayInputStream(new byte[size]));
  }

  @Test
  void keepsFilesOverARestart() throws Exception {
    PreparedFile first = put(bench(), ONE, "b", 10);
    PreparedFile second = put(bench(), ONE, "c", 20);
    put(bench(), OTHER, "d", 30);
    assertEquals(List.of(first, second), bench().files(ONE));
    assertEquals("application/pdf", first.type());
    try (var in = bench().open(ONE, second).orElseThrow()) {
      assertArrayEquals(new byte[20], in.readAllBytes());
    }
    assertEquals(List.of(OTHER, ONE), bench().contacts());
    assertTrue(Files.exists(directory.resolve("workbench/c-..")), "no path out of its folder");
  }

  private static LetterDraft.Letter letter(String text) {
    return new LetterDraft.Letter("reply", Optional.empty(), "", "", text, Optional.of("en"), true);
  }

  @Test
  void keepsTheDraftAndLetsNobodyOverwriteWhatTheyHaveNotSeen() throws Exception {
    FileWorkbench bench = bench();
    long first = bench.save(ONE, 0, ANNA, AT, letter("uno")).orElseThrow().version();
    assertEquals(Optional.empty(), bench.save(ONE, 0, ANNA, AT, letter("altro")));
    LetterDraft second = bench.save(ONE, first, ANNA, AT, letter("due")).orElseThrow();
    assertTrue(second.version() > first);
    assertEquals(Optional.empty(), bench.save(ONE, first, ANNA, AT, letter("altro")));
    assertEquals(Optional.of(second), bench().draft(ONE), "over a restart");
    assertEquals(List.of(), bench().files(ONE), "it is no file");
    // who sent it does not leave a place for what was on its way
    bench.removeDraft(ONE);
    assertEquals(Optional.empty(), bench.save(ONE, second.version(), ANNA, AT, letter("tardi")));
    assertEquals(Optional.empty(), bench.draft(ONE));
    long third = bench.save(ONE, 0, ANNA, AT.plusMillis(5), letter("tre")).orElseThrow().version();
    assertTrue(third > second.version());
    assertTrue(bench.save(ONE, third, ANNA, AT, letter("")).isPresent());
    assertEquals(Optional.empty(), bench.draft(ONE), "an empty one is none");
  }

  @Test
  void aDraftThatWasTouchedKeepsItsFiles() throws Exception {
    FileWorkbench bench = bench();
    put(bench, ONE, "a", 10);
    assertTrue(bench.save(ONE, 0, ANNA, AT.plusSeconds(9), letter("uno")).isPresent());
    bench.clearUnlessTouched(ONE, AT.plusSeconds(5));
    assertEquals(1, bench.files(ONE).size());
    bench.clearUnlessTouched(ONE, AT.plusSeconds(9));
    assertEquals(List.of(), bench.contacts());
    assertEquals(Optional.empty(), bench.draft(ONE));
  }

  @Test
  void aDraftIsTheOldOrTheNewOneAfterAPowerCut() throws Exception {
    var disk = new PowerCutDisk(() -> {});
    var bench = FileWorkbench.open(directory, LIMITS, disk);
    long first = bench.save(ONE, 0, ANNA, AT, letter("uno")).orElseThrow().version();
    LetterDraft second = bench.save(ONE, first, ANNA, AT, letter("due")).orElseThrow();
    for (int cut = 0; cut < 20; cut++) {
      Path after = directory.resolve("after-" + cut);
      Files.createDirectories(after.resolve("c-01jone"));
      disk.cut(new Random(cut), after.resolve("c-01jone"));
      assertEquals(Optional.of(second), FileWorkbench.open(after, LIMITS).draft(ONE), "cut " + cut);
    }
  }

  @Test
  void hasBounds() throws Exception {
    FileWorkbench bench = bench();
    assertThrows(RawTooLarge.class, () -> put(bench, ONE, "a", 101));
    put(bench, ONE, "a", 100);
    assertThrows(NoRoom.class, () -> put(bench, ONE, "b", 51));
    put(bench, ONE, "b", 1);
    put(bench, ONE, "c", 1);
    assertThrows(NoRoom.class, () -> put(bench, ONE, "d", 1));
    assertEquals(3, bench.files(ONE).size());
    put(bench, OTHER, "d", 100);
    try (var left = Files.list(directory.resolve("workbench/unfinished"))) {
      assertEquals(0, left.count(), "what was refused is gone");
    }
  }

  @Test
  void forgetsWhatItIsTold() throws Exception {
    FileWorkbench bench = bench();
    PreparedFile first = put(bench, ONE, "a", 10);
    PreparedFile second = put(bench, ONE, "b", 10);
    put(bench, OTHER, "c", 10);
    bench.remove(ONE, List.of(first));
    bench.remove(ONE, List.of(first));
    assertEquals(List.of(second), bench.files(ONE));
    assertEquals(Optional.empty(), bench.open(ONE, first));
    bench.clearUnlessTouched(ONE, AT.minusMillis(1));
    assertEquals(List.of(second), bench.files(ONE));
    bench.clearUnlessTouched(ONE, AT);
    bench.clear(ONE);
    assertEquals(List.of(OTHER), bench.contacts());
    assertTrue(bench.open(OTHER, bench.files(OTHER).getFirst()).isPresent());
  }

  @Test
  void removesAtTheStartWhatWasNeverFinished() throws Exception {
    PreparedFile file = put(bench(), ONE, "a", 10);
    Path folder = directory.resolve("workbench/c-01jone");
    Path half = folder.resolve("b." + file.sha256().hex());
    Path unfinished = directory.resolve("workbench/unfinished/7");
    Files.write(half, new byte[10]);
    Files.write(unfinished, new byte[10]);
    assertEquals(List.of(file), bench().files(ONE));
    assertTrue(Files.notExists(half) && Files.notExists(unfinished));
    assertTrue(bench().open(ONE, file).isPresent());
  }

  @Test
  void whatWasPutSurvivesAPowerCut() throws Exception {
    var disk = new PowerCutDisk(() -> {});
    PreparedFile file = put(FileWorkbench.open(directory, LIMITS, disk), ONE, "a", 90);
    for (int cut = 0; cut < 20; cut++) {
      Path after = directory.resolve("after-" + cut);
      Files.createDirectories(after.resolve("c-01jone"));
      disk.cut(new Random(cut), after.resolve("c-01jone"));
      var again = FileWorkbench.open(after, LIMITS);
      assertEquals(List.of(file), again.files(ONE), "cut " + cut);
      try (var in = again.open(ONE, file).orElseThrow()) {
        assertArrayEquals(new byte[90], in.readAllBytes());
      }
    }
  }
}
