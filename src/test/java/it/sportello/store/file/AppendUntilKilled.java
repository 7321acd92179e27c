package it.sportello.store.file;

import it.sportello.journal.Draft;
import it.sportello.journal.Drafts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;

/// The process that [FileJournalKillIT] kills: appends from several threads, erases now and then,
/// and says on its output what was acknowledged, a line each, as soon as it was.
final class AppendUntilKilled {
  private static final int THREADS = 4;
  private static final int ERASE_ONE_IN = 20;

  /// Appends until it is killed.
  ///
  /// @param args directory, segment bytes, seed
  public static void main(String[] args) {
    var options = new FileJournal.Options(Long.parseLong(args[1]), 32 << 10, 64 << 10);
    var journal = FileJournal.open(Path.of(args[0]), options);
    long seed = Long.parseLong(args[2]);
    for (int i = 0; i < THREADS; i++) {
      var random = new Random(seed + i);
      Thread.ofPlatform().start(() -> appendForever(journal, random));
    }
  }

  private static void appendForever(FileJournal journal, Random random) {
    try {
      while (true) {
        if (journal.lastSequence() > 0 && random.nextInt(ERASE_ONE_IN) == 0) {
          long sequence = 1 + random.nextLong(journal.lastSequence());
          journal.redact(sequence);
          say("erased " + sequence + " ."); // the dot: a line may be cut short
        }
        var batch = new ArrayList<Draft>();
        for (int i = random.nextInt(8); i >= 0; i--) {
          batch.add(Drafts.random(random, random.nextInt(1_000_000), random.nextInt(2000)));
        }
        var entries = journal.append(batch);
        var line = new StringBuilder();
        for (var entry : entries) {
          line.append(line.isEmpty() ? "" : "\n");
          line.append("appended ").append(entry.sequence()).append(' ');
          line.append(Drafts.digest(entry));
        }
        say(line.toString());
      }
    } catch (Exception e) {
      say("failed " + e);
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private AppendUntilKilled() {}
}
