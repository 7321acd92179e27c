package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Timer;
import it.sportello.base.TimerThread;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.desk.Facts;
import it.sportello.desk.Samples;
import it.sportello.knowledge.Knowledge;
import it.sportello.knowledge.files.KnowledgeFiles;
import it.sportello.knowledge.lucene.LuceneKnowledge;
import it.sportello.store.file.SnapshotFile;
import it.sportello.store.memory.MemoryJournal;
import it.sportello.testkit.ManualTimer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class HousekeepingTest {
  @TempDir private Path folder;
  private final ManualTimer timer = new ManualTimer();
  private final MemoryJournal journal = new MemoryJournal();
  private final DeskLane desk =
      new DeskLane(journal, Optional.empty(), Facts.codec(), Samples.rules(), timer);

  private Housekeeping begin(Runnable queues, Runnable articles) throws IOException {
    desk.start(_ -> {}, List.of());
    return new Housekeeping(
        desk, journal, snapshots(), Duration.ofSeconds(5), queues, articles, timer);
  }

  private SnapshotFile snapshots() throws IOException {
    return SnapshotFile.open(Files.createDirectories(folder.resolve("snapshots")));
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  @Test
  void anArticleThatWasWrittenCorrectedOrRemovedShowsWithinAMinute() throws IOException {
    try (var knowledge = new LuceneKnowledge(new KnowledgeFiles(folder, Set.of("tributi")));
        var _ = begin(() -> {}, new ArticleWatch(knowledge)::look)) {
      assertEquals(List.of(), found(knowledge));
      write("TARI", "Si paga entro giugno.");
      timer.pass(Duration.ofMinutes(1));
      assertEquals(List.of("TARI"), found(knowledge));
      write("La tassa sui rifiuti", "Si paga entro la fine di giugno.");
      timer.pass(Duration.ofMinutes(1));
      assertEquals(List.of("La tassa sui rifiuti"), found(knowledge));
      Files.delete(folder.resolve("tari.md"));
      timer.pass(Duration.ofMinutes(1));
      assertEquals(List.of(), found(knowledge));
    }
  }

  private void write(String title, String text) throws IOException {
    Files.writeString(
        folder.resolve("tari.md"),
        "---\ntitle: " + title + "\narea: tributi\nreviewed: 2026-10-05\n---\n" + text + "\n");
  }

  private static List<String> found(LuceneKnowledge knowledge) {
    return knowledge.search("giugno", 5).stream().map(Knowledge.Hit::title).toList();
  }

  @Test
  void aTaskThatFailsIsDoneAgainAndKeepsNoOtherFromBeingDone() throws IOException {
    var queues = new AtomicInteger();
    var articles = new AtomicInteger();
    try (var _ =
        begin(
            queues::incrementAndGet,
            () -> {
              articles.incrementAndGet();
              throw new IllegalStateException("the folder is gone");
            })) {
      timer.pass(Duration.ofMinutes(1));
      assertEquals(60, queues.get());
      assertTrue(articles.get() > 1);
    }
  }

  @Test
  void aSnapshotIsWrittenWhenThereIsSomethingNew() throws IOException {
    try (var _ = begin(() -> {}, () -> {})) {
      desk.submit(Samples.form("f1")).join();
      timer.pass(Duration.ofSeconds(5));
      assertEquals(journal.lastSequence(), newest());
      desk.submit(new Command.ConsoleConnected(Samples.ANNA)).join();
      timer.pass(Duration.ofSeconds(5));
      assertEquals(journal.lastSequence(), newest());
    }
  }

  private long newest() throws IOException {
    return snapshots().newestUpTo(Long.MAX_VALUE).orElseThrow().sequence();
  }

  @Test
  void theRealTimerGoesOnAfterAFailureAndDropsWhatWaitsWhenItIsClosed()
      throws InterruptedException {
    var thrice = new CountDownLatch(3);
    var never = new AtomicInteger();
    try (Timer real = new TimerThread("test")) {
      real.after(Duration.ofDays(1), never::incrementAndGet);
      real.every(
          Duration.ofMillis(1),
          () -> {
            thrice.countDown();
            throw new IllegalStateException("expected by the test");
          });
      assertTrue(thrice.await(50, TimeUnit.SECONDS));
    }
    assertEquals(0, never.get());
  }
}
