package it.sportello.store.file;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.base.Sha256;
import it.sportello.journal.RawTooLarge;
import it.sportello.mail.LetterDraft;
import it.sportello.mail.NoRoom;
import it.sportello.mail.PreparedFile;
import it.sportello.mail.Workbench;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// A workbench as files: `c-CONTACT/ID.SHA256` with the bytes, and `c-CONTACT/ID.json` with what is
/// known of them. A file counts from when its second part is durable; what lacks it is removed at
/// the next start. `c-CONTACT/letter` is the draft. One process at a time may use a directory; the
/// journal's lock sees to that.
public final class FileWorkbench implements Workbench {
  private static final String JSON = ".json";
  private static final String FOLDER = "c-";
  private static final String LETTER = "letter";
  private static final int LOCKS = 64;

  private final Path directory;
  private final Path unfinished;
  private final Disk disk;
  private final Limits limits;
  private final AtomicLong unfinishedNumber = new AtomicLong();
  private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

  private FileWorkbench(Path directory, Limits limits, Disk disk) throws IOException {
    this.directory = directory;
    this.unfinished = directory.resolve("unfinished");
    this.limits = limits;
    this.disk = disk;
    Arrays.setAll(locks, _ -> new ReentrantLock());
    disk.createDirectory(directory);
    disk.createDirectory(unfinished);
    removeUnfinished();
  }

  /// Opens the workbench in a directory, which is made if it is absent; removes what an earlier
  /// process did not finish.
  public static FileWorkbench open(Path directory, Limits limits) throws IOException {
    return open(directory, limits, new RealDisk());
  }

  static FileWorkbench open(Path directory, Limits limits, Disk disk) throws IOException {
    return new FileWorkbench(directory, limits, disk);
  }

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public PreparedFile put(
      ContactId contact, String id, String name, OperatorId by, Instant at, InputStream bytes)
      throws IOException, NoRoom {
    long room = room(files(contact));
    Path copy = unfinished.resolve(Long.toString(unfinishedNumber.incrementAndGet()));
    try {
      // slow clients must not keep others from the contact: nothing is locked while bytes come
      Sha256 hash = DurableCopy.of(bytes, Math.min(room, limits.fileBytes()), copy, disk);
      var file = new PreparedFile(id, name, Files.size(copy), hash, at, by);
      keep(contact, file, copy);
      return file;
    } catch (RawTooLarge e) {
      if (room < limits.fileBytes()) {
        throw tooMuch();
      }
      throw e;
    } finally {
      disk.delete(copy);
    }
  }

  private void keep(ContactId contact, PreparedFile file, Path copy) throws IOException, NoRoom {
    ReentrantLock lock = lock(contact);
    lock.lock();
    try {
      if (room(read(contact)) < file.sizeBytes()) {
        throw tooMuch();
      }
      Path folder = folder(contact);
      disk.createDirectory(folder);
      disk.rename(copy, bytesOf(contact, file));
      disk.syncDirectory(folder);
      AtomicFile.write(disk, folder.resolve(file.id() + JSON), WorkbenchJson.of(file));
    } finally {
      lock.unlock();
    }
  }

  private long room(List<PreparedFile> files) throws NoRoom {
    if (files.size() >= limits.files()) {
      throw new NoRoom(files.size() + " files (expected: at most " + limits.files() + ")");
    }
    return limits.totalBytes() - files.stream().mapToLong(PreparedFile::sizeBytes).sum();
  }

  private NoRoom tooMuch() {
    return new NoRoom(
        "more than " + limits.totalBytes() + " bytes in all (expected: at most that)");
  }

  @Override
  public List<PreparedFile> files(ContactId contact) throws IOException {
    ReentrantLock lock = lock(contact);
    lock.lock();
    try {
      return read(contact);
    } finally {
      lock.unlock();
    }
  }

  private List<PreparedFile> read(ContactId contact) throws IOException {
    var files = new ArrayList<PreparedFile>();
    for (Path file : contents(folder(contact))) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(JSON)) {
        files.add(WorkbenchJson.file(file, name.substring(0, name.length() - JSON.length())));
      }
    }
    files.sort(Comparator.comparing(PreparedFile::at).thenComparing(PreparedFile::id));
    return List.copyOf(files);
  }

  @Override
  public Optional<InputStream> open(ContactId contact, PreparedFile file) throws IOException {
    try {
      return Optional.of(Files.newInputStream(bytesOf(contact, file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void remove(ContactId contact, Collection<PreparedFile> files) throws IOException {
    ReentrantLock lock = lock(contact);
    lock.lock();
    try {
      for (PreparedFile file : files) {
        disk.delete(folder(contact).resolve(file.id() + JSON));
        disk.delete(bytesOf(contact, file));
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<LetterDraft> draft(ContactId contact) throws IOException {
    ReentrantLock lock = lock(contact);
    lock.lock();
    try {
      return readDraft(contact);
    } finally {
      lock.unlock();
    }
  }

  private Optional<LetterDraft> readDraft(ContactId contact) throws IOException {
    return WorkbenchJson.draft(folder(contact).resolve(LETTER));
  }

  @Override
  public Optional<LetterDraft> save(
      ContactId contact, long basedOn, OperatorId by, Instant at, LetterDraft.Letter letter)
      throws IOException {
    ReentrantLock lock = lock(contact);
    lock.lock();
    try {
      long now = readDraft(contact).map(LetterDraft::version).orElse(0L);
      if (now != basedOn) {
        return Optional.empty();
      }
      // no version comes back, also after the draft was sent and another is begun
      var draft = new LetterDraft(Math.max(now + 1, at.toEpochMilli()), by, at, letter);
      Path file = folder(contact).resolve(LETTER);
      if (letter.isEmpty()) {
        disk.delete(file);
      } else {
        disk.createDirectory(folder(contact));
        AtomicFile.write(disk, file, WorkbenchJson.of(draft));
      }
      return Optional.of(draft);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void removeDraft(ContactId contact) throws IOException {
    ReentrantLock lock = lock(contact);
    lock.lock();
    try {
      disk.delete(folder(contact).resolve(LETTER));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void clear(ContactId contact) throws IOException {
    ReentrantLock lock = lock(contact);
    lock.lock();
    try {
      forget(contact);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void clearUnlessTouched(ContactId contact, Instant since) throws IOException {
    ReentrantLock lock = lock(contact);
    lock.lock();
    try {
      boolean written = readDraft(contact).filter(d -> d.at().isAfter(since)).isPresent();
      if (!written && read(contact).stream().noneMatch(f -> f.at().isAfter(since))) {
        forget(contact);
      }
    } finally {
      lock.unlock();
    }
  }

  private void forget(ContactId contact) throws IOException {
    // what says that a file is there goes first: half of the work leaves no half file
    List<Path> files = contents(folder(contact));
    for (Path file : files) {
      if (String.valueOf(file.getFileName()).endsWith(JSON)) {
        disk.delete(file);
      }
    }
    for (Path file : files) {
      disk.delete(file);
    }
    disk.delete(folder(contact));
  }

  @Override
  public List<ContactId> contacts() throws IOException {
    return contents(directory).stream()
        .map(folder -> String.valueOf(folder.getFileName()))
        .filter(name -> name.startsWith(FOLDER))
        .map(name -> new ContactId(name.substring(FOLDER.length())))
        .toList();
  }

  private Path folder(ContactId contact) {
    return directory.resolve(FOLDER + contact.value());
  }

  private Path bytesOf(ContactId contact, PreparedFile file) {
    return folder(contact).resolve(file.id() + "." + file.sha256().hex());
  }

  private ReentrantLock lock(ContactId contact) {
    return locks[contact.hashCode() & (LOCKS - 1)];
  }

  private static List<Path> contents(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (NoSuchFileException | NotDirectoryException _) {
      return List.of();
    }
  }

  private void removeUnfinished() throws IOException {
    for (Path file : contents(unfinished)) {
      disk.delete(file);
    }
    for (Path folder : contents(directory)) {
      for (Path file : contents(folder)) {
        String name = String.valueOf(file.getFileName());
        int end = name.indexOf('.');
        boolean known =
            name.equals(LETTER)
                || name.endsWith(JSON)
                || (end > 0 && Files.exists(folder.resolve(name.substring(0, end) + JSON)));
        if (!known) {
          disk.delete(file);
        }
      }
    }
  }
}
