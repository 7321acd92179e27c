package it.sportello;

import it.sportello.base.QueueId;
import it.sportello.base.TimerThread;
import it.sportello.config.Configuration;
import it.sportello.config.QueueConfig;
import it.sportello.config.RecordingsConfig;
import it.sportello.desk.Committed.Watcher;
import it.sportello.desk.DeskLane;
import it.sportello.desk.DeskState;
import it.sportello.edge.Insistence;
import it.sportello.edge.MediaMeters;
import it.sportello.edge.RecordingKeeper;
import it.sportello.edge.RecordingPurge;
import it.sportello.observe.Health.Check;
import it.sportello.recording.QueueRecording;
import it.sportello.recording.RecordingRules;
import it.sportello.store.file.FileVault;
import it.sportello.store.file.KeyRing;
import it.sportello.web.live.MediaBoard;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;

/// Recordings and supervisors: the vault, who fills it, who empties it, and what is shown of them.
final class MediaParts implements AutoCloseable {
  private static final Duration PURGE_EVERY = Duration.ofDays(1);

  /// A start has more urgent things to do.
  private static final Duration FIRST_PURGE = Duration.ofSeconds(10);

  private final FileVault vault;
  private final RecordingKeeper keeper;
  private final TimerThread purges = new TimerThread("recordings-purge");
  private final RecordingPurge purge;
  private final MediaBoard board = new MediaBoard();
  private final MediaMeters meters;
  private final boolean recorded;

  /// @param directory of the vault
  /// @throws it.sportello.store.file.KeysLost if recordings are there, but no keys
  /// @throws IOException if the keys cannot be read, or a directory cannot be had
  MediaParts(
      Configuration config,
      Path directory,
      DeskLane desk,
      Insistence insistence,
      SecureRandom random,
      InstantSource clock,
      io.micrometer.core.instrument.MeterRegistry registry)
      throws IOException {
    RecordingsConfig r = config.sportello().recordings();
    KeyRing keys = KeyRing.openFor(directory, r.key().file(), random);
    vault = FileVault.open(directory, keys, random, clock);
    keeper =
        new RecordingKeeper(
            r.spool(), vault, insistence::tell, new TimerThread("recordings"), r.minFree().bytes());
    purge = new RecordingPurge(vault, desk::submitPatiently, clock);
    meters = new MediaMeters(registry);
    recorded = config.queues().queues().stream().anyMatch(q -> q.recording().isPresent());
  }

  /// What the configuration says, in the core's words.
  static RecordingRules rules(Configuration config) {
    var queues = new HashMap<QueueId, QueueRecording>();
    for (QueueConfig q : config.queues().queues()) {
      q.recording()
          .ifPresent(
              c ->
                  queues.put(
                      q.id(),
                      new QueueRecording(
                          c.consent(),
                          c.prompt(),
                          c.digit(),
                          c.timeout(),
                          (int) c.retention().toDays())));
    }
    return new RecordingRules(queues, config.sportello().recordings().pauseAtMost());
  }

  /// Goes on with what was there before the first commit.
  void start(DeskState restored) {
    board.start(restored.openSupervisions());
    keeper.start(restored.openRecordings());
    purges.after(
        FIRST_PURGE,
        () -> {
          purge.run();
          purges.every(PURGE_EVERY, purge);
        });
  }

  List<Watcher> watchers() {
    return List.of(board, keeper, meters);
  }

  FileVault vault() {
    return vault;
  }

  MediaBoard board() {
    return board;
  }

  boolean hasRoom() {
    return keeper.hasRoom();
  }

  Check health() {
    if (!recorded) {
      return Check.notConfigured("no queue records");
    }
    if (!keeper.hasRoom()) {
      return Check.degraded("the disk is nearly full: nothing is recorded; calls go on");
    }
    return keeper.trouble().isEmpty()
        ? Check.ready("recordings are encrypted as they end")
        : Check.degraded("recordings wait to be encrypted; see the log");
  }

  @Override
  public void close() {
    purges.close();
    keeper.close();
  }
}
