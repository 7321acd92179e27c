package it.sportello.edge;

import it.sportello.base.Timer;
import it.sportello.desk.Command;
import it.sportello.desk.Committed;
import it.sportello.desk.Committed.Watcher;
import it.sportello.journal.Recorded;
import it.sportello.recording.Recording;
import it.sportello.recording.RecordingEvent;
import it.sportello.recording.RecordingId;
import it.sportello.recording.RecordingVault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes recordings from the spool into the vault: waits until the PBX has closed the file,
/// encrypts it, has that recorded, and only then deletes what is not encrypted.
///
/// All work happens on the timer's thread. After a crash the desk knows what was not kept yet, and
/// [#start] goes on with it; whatever else lies in the spool belongs to nothing and is deleted.
public final class RecordingKeeper implements Watcher, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingKeeper.class);
  private static final String ENDING = ".wav";
  private static final Duration LOOK_AGAIN = Duration.ofMillis(300);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(30);
  private static final Duration ROOM_EVERY = Duration.ofSeconds(5);

  /// After so many looks a file that does not grow is taken as it is: whoever wrote it is gone.
  private static final int QUIET_LOOKS = 20;

  /// A recording that the PBX never began.
  private static final int MISSING_LOOKS = 20;

  private final Path spool;
  private final RecordingVault vault;
  private final Consumer<Command> desk;
  private final Timer timer;
  private final long minFree;
  private volatile String trouble = "";
  private volatile boolean room = true;
  // used on the timer's thread only
  private final Map<RecordingId, Integer> keepDays = new HashMap<>();

  /// @param spool where the PBX writes recordings; made if it is absent
  /// @param desk hears what became of them, until it has recorded it
  /// @param minFree bytes that must be free for recordings to go on
  public RecordingKeeper(
      Path spool, RecordingVault vault, Consumer<Command> desk, Timer timer, long minFree)
      throws IOException {
    this.spool = spool;
    this.vault = vault;
    this.desk = desk;
    this.timer = timer;
    this.minFree = minFree;
    Files.createDirectories(spool);
  }

  /// Goes on with what an earlier process did not finish.
  ///
  /// @param open what the desk knows of
  public void start(Collection<Recording> open) {
    List<Recording> known = List.copyOf(open);
    timer.after(
        Duration.ZERO,
        () -> {
          known.forEach(r -> keepDays.put(r.id(), r.keepDays()));
          removeOrphans();
          known.stream().filter(r -> !r.running()).forEach(r -> take(r.id(), -1, 0));
          desk.accept(new Command.RecordingRoom(look()));
          timer.every(ROOM_EVERY, this::lookAgain);
        });
  }

  /// Deletes what no recording the desk knows of has to do with.
  private void removeOrphans() {
    try (var files = Files.list(spool)) {
      Set<Path> ours = new HashSet<>();
      keepDays.keySet().forEach(id -> ours.add(fileOf(id)));
      for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).toList()) {
        if (!ours.contains(file)) {
          Files.deleteIfExists(file);
          LOG.warn("{}: kept already, or of no recording: deleted", file.getFileName());
        }
      }
    } catch (IOException e) {
      trouble("the spool cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void committed(Committed committed) {
    for (Recorded recorded : committed.recorded()) {
      if (recorded.fact() instanceof RecordingEvent event) {
        timer.after(Duration.ZERO, () -> happened(event));
      }
    }
  }

  private void happened(RecordingEvent event) {
    switch (event) {
      case RecordingEvent.Started e -> keepDays.put(new RecordingId(e.id(), e.n()), e.keepDays());
      case RecordingEvent.Stopped e -> take(new RecordingId(e.id(), e.n()), -1, 0);
      case RecordingEvent.Kept e -> done(new RecordingId(e.id(), e.n()));
      case RecordingEvent.Lost e -> done(new RecordingId(e.id(), e.n()));
      case RecordingEvent.Asked _,
          RecordingEvent.Consented _,
          RecordingEvent.Refused _,
          RecordingEvent.Paused _,
          RecordingEvent.Resumed _,
          RecordingEvent.Heard _,
          RecordingEvent.Purged _ -> {}
    }
  }

  /// @param before its size at the look before; -1 at the first
  /// @param looks how many times it had that size
  private void take(RecordingId id, long before, int looks) {
    Path file = fileOf(id);
    try {
      long size = Files.exists(file) ? Files.size(file) : -1;
      if (size < 0 && looks >= MISSING_LOOKS) {
        desk.accept(new Command.RecordingLost(id, "no-file"));
      } else if (size > Wave.HEAD_BYTES
          && size == before
          && (looks >= QUIET_LOOKS || Wave.isClosed(file))) {
        keep(id, file);
      } else if (size >= 0 && size <= Wave.HEAD_BYTES && looks >= QUIET_LOOKS) {
        desk.accept(new Command.RecordingLost(id, "empty"));
      } else {
        int same = size == before ? looks + 1 : 0;
        timer.after(LOOK_AGAIN, () -> take(id, size, same));
      }
    } catch (IOException | UncheckedIOException e) {
      trouble(id + " is not encrypted yet: " + e.getMessage());
      timer.after(TRY_AGAIN, () -> take(id, -1, 0));
    }
  }

  private void keep(RecordingId id, Path file) throws IOException {
    long millis = Wave.close(file);
    RecordingVault.Kept kept = vault.put(id, file, keepDays.getOrDefault(id, 1));
    trouble = "";
    desk.accept(new Command.RecordingKept(id, millis, kept));
  }

  /// It is durable that it was kept, or that there is nothing to keep.
  private void done(RecordingId id) {
    keepDays.remove(id);
    try {
      Files.deleteIfExists(fileOf(id));
    } catch (IOException e) {
      trouble(id + " is encrypted, but cannot be deleted: " + e.getMessage());
      timer.after(TRY_AGAIN, () -> done(id));
    }
  }

  /// Tells the desk if recordings may go on that could not, or the other way round.
  private void lookAgain() {
    boolean before = room;
    if (look() != before) {
      desk.accept(new Command.RecordingRoom(room));
    }
  }

  private boolean look() {
    boolean now;
    try {
      long free = Files.getFileStore(spool).getUsableSpace();
      // a little more before it goes on, so that it does not go to and fro
      now = free >= (room ? minFree : minFree + minFree / 5);
    } catch (IOException e) {
      LOG.debug("free space of {}", spool, e);
      now = false;
    }
    if (now != room) {
      LOG.warn(now ? "recordings go on" : "the disk is nearly full: nothing is recorded");
    }
    room = now;
    return now;
  }

  private void trouble(String what) {
    LOG.error("recordings: {}", what);
    trouble = what;
  }

  private Path fileOf(RecordingId id) {
    return spool.resolve(id + ENDING);
  }

  /// Whether there is room for recordings.
  public boolean hasRoom() {
    return room;
  }

  /// What does not work; empty if everything does.
  public String trouble() {
    return trouble;
  }

  @Override
  public void close() {
    timer.close();
  }
}
