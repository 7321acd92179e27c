package it.sportello.web.api;

import it.sportello.access.Role;
import it.sportello.access.Session;
import it.sportello.base.ContactId;
import it.sportello.base.Sha256;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.edge.AttachmentBytes.Source;
import it.sportello.edge.AttachmentScans;
import it.sportello.edge.SendingScans;
import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Message;
import it.sportello.mail.PreparedFile;
import it.sportello.scan.ScannedFile;
import it.sportello.scan.Verdict;
import it.sportello.web.server.RequestRefused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Who may have which file, as far as viruses are concerned.
///
/// An infected file is handed out to nobody, alone; the message as it came, which is evidence and
/// stays whole, to supervisors. Before a file that came was scanned, whoever wants it waits a
/// moment, or gets it, as the installation says. Blocks; called on virtual threads.
public final class FileGate {
  /// What scans, if anything does.
  ///
  /// @param waits whether a file that was not scanned is held back
  /// @param atMost how long somebody waits for a verdict
  public record Scanning(
      AttachmentScans received, SendingScans sending, boolean waits, Duration atMost) {
    private static final Duration WHILE_AWAY = Duration.ofSeconds(2);

    /// Whoever asks while the scanner is away has it tried once more, and hears soon.
    Duration patience() {
      return received.trouble().isPresent() && atMost.compareTo(WHILE_AWAY) > 0
          ? WHILE_AWAY
          : atMost;
    }
  }

  private static final String WAITING = "waiting";

  private final Optional<Scanning> scanning;

  /// @param scanning empty: nothing is scanned; what was said before still counts
  public FileGate(Optional<Scanning> scanning) {
    this.scanning = scanning;
  }

  /// What people see of an attachment; empty if nothing was said and nothing is scanned.
  Optional<Shapes.Scan> shown(Message message, Attachment file) {
    Optional<ScannedFile> said = message.scan(file.part());
    if (said.isPresent()) {
      return said.map(s -> new Shapes.Scan(s.kind().code(), s.detail()));
    }
    return message.incoming() && scanning.isPresent()
        ? Optional.of(new Shapes.Scan(WAITING, ""))
        : Optional.empty();
  }

  /// Lets through whoever may have one file of a message, alone.
  ///
  /// @throws RequestRefused if it is infected, or was not scanned and is held back
  void checkFile(ContactId contact, Message message, Attachment file) throws InterruptedException {
    if (!message.incoming()) {
      return;
    }
    Optional<Verdict> said = message.scan(file.part()).map(ScannedFile::verdict);
    if (said.isEmpty() && scanning.filter(Scanning::waits).isPresent()) {
      Scanning s = scanning.get();
      said = s.received().verdict(contact, message, file.part(), s.patience());
      if (said.isEmpty()) {
        throw notScanned(file.name(), s.received().trouble());
      }
    }
    if (said.filter(Verdict::isInfected).isPresent()) {
      throw infected(file.name(), said.get().detail());
    }
  }

  /// Lets through whoever may have a message as it came, with everything in it: supervisors, and
  /// others if nothing in it is infected, in its attachments or anywhere else: one that could not
  /// be read shows none.
  ///
  /// @param bytes the message's, by the hash that names them
  /// @throws RequestRefused as of [#checkFile]
  void checkWhole(ContactId contact, Message message, Session session, Sha256 name, Source bytes)
      throws InterruptedException {
    if (session.roles().contains(Role.SUPERVISOR)) {
      return;
    }
    checkAll(contact, message);
    if (scanning.isPresent() && message.incoming()) {
      Optional<Verdict> said =
          scanning.get().sending().verdict(name, bytes, scanning.get().atMost());
      if (said.isEmpty() && scanning.get().waits()) {
        throw notScanned("n. " + message.n(), scanning.get().received().trouble());
      }
      if (said.filter(Verdict::isInfected).isPresent()) {
        throw infected("n. " + message.n(), said.get().detail());
      }
    }
  }

  /// Lets through whoever may have all messages of a contact as they came.
  ///
  /// @throws RequestRefused as of [#checkFile]
  void checkEvidence(ContactHistory contact, Session session) throws InterruptedException {
    if (!session.roles().contains(Role.SUPERVISOR)) {
      for (Message message : contact.messages()) {
        checkAll(contact.id(), message);
      }
    }
  }

  /// Lets a message through that is to be sent on as a whole: nobody may send a virus.
  ///
  /// @throws RequestRefused as of [#checkFile]
  void checkAll(ContactId contact, Message message) throws InterruptedException {
    for (Attachment file : message.attachments()) {
      checkFile(contact, message, file);
    }
  }

  /// Looks at a file that was just added to what is prepared.
  ///
  /// @return why it must not stay; empty if it may, also because the scanner is away
  Optional<RequestRefused> added(PreparedFile file, Source bytes) throws InterruptedException {
    if (scanning.isEmpty()) {
      return Optional.empty();
    }
    Scanning s = scanning.get();
    return s.sending()
        .verdict(file.sha256(), bytes, s.atMost())
        .filter(Verdict::isInfected)
        .map(v -> infected(file.name(), v.detail()));
  }

  /// Lets files leave. All of them together are waited for no longer than one is: whoever sends
  /// must hear in time what became of it.
  ///
  /// @throws RequestRefused if one is infected, or cannot be scanned now
  void checkLeaving(List<PreparedFile> files, Function<PreparedFile, Source> bytes)
      throws InterruptedException {
    if (scanning.isEmpty()) {
      return;
    }
    Scanning s = scanning.get();
    long until = System.nanoTime() + s.atMost().toNanos();
    for (PreparedFile file : files) {
      Duration left = Duration.ofNanos(until - System.nanoTime());
      Optional<Verdict> said = s.sending().verdict(file.sha256(), bytes.apply(file), left);
      if (said.isEmpty()) {
        throw notScanned(file.name(), s.received().trouble());
      }
      if (said.get().isInfected()) {
        throw infected(file.name(), said.get().detail());
      }
    }
  }

  private static RequestRefused infected(String name, String virus) {
    return new RequestRefused(
        403, "infected", "\"" + name + "\" contains " + virus + ", says the virus scanner");
  }

  private static RequestRefused notScanned(String name, Optional<String> trouble) {
    return new RequestRefused(
        503,
        "not-scanned",
        "\""
            + name
            + "\" was not scanned for viruses yet: "
            + (trouble.isPresent() ? "the scanner does not answer" : "it takes longer than usual")
            + " (expected: try again in a minute)");
  }
}
