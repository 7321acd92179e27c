package it.sportello.web.api;

import it.sportello.base.ContactId;
import it.sportello.base.Ids;
import it.sportello.base.OperatorId;
import it.sportello.base.Sha256;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.desk.DeskLane;
import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Message;
import it.sportello.history.HistoryStore;
import it.sportello.journal.RawStore;
import it.sportello.journal.RawTooLarge;
import it.sportello.mail.LetterDraft;
import it.sportello.mail.NoRoom;
import it.sportello.mail.PreparedFile;
import it.sportello.mail.Workbench;
import it.sportello.web.server.FileNames;
import it.sportello.web.server.RequestRefused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What operators prepare for the next message of a contact. Only who has the contact in hands may
/// see or change it. Blocks; called on virtual threads.
public final class Preparations {
  private static final Logger LOG = LoggerFactory.getLogger(Preparations.class);

  private final DeskLane desk;
  private final HistoryStore history;
  private final Workbench bench;
  private final RawStore raw;
  private final MessageParts parts;
  private final FileGate gate;
  private final Signer signer;
  private final Predicate<String> ours;
  private final Runnable catchUp;
  private final Ids ids;
  private final InstantSource clock;

  /// @param parts reads what came with a message
  /// @param gate which files may be sent
  /// @param signer says what stands below an operator's words
  /// @param ours whether an address is one of our mailboxes
  /// @param catchUp waits a moment for the history to contain what was just recorded
  public Preparations(
      DeskLane desk,
      HistoryStore history,
      Workbench bench,
      RawStore raw,
      MessageParts parts,
      FileGate gate,
      Signer signer,
      Predicate<String> ours,
      Runnable catchUp,
      Ids ids,
      InstantSource clock) {
    this.desk = desk;
    this.history = history;
    this.bench = bench;
    this.raw = raw;
    this.parts = parts;
    this.gate = gate;
    this.signer = signer;
    this.ours = ours;
    this.catchUp = catchUp;
    this.ids = ids;
    this.clock = clock;
  }

  /// @throws RequestRefused unless the operator has the contact in hands
  void requireHands(OperatorId operator, ContactId contact) throws InterruptedException {
    if (!Replies.await(desk.ask(state -> state.isInHandsOf(contact, operator)))) {
      throw new RequestRefused(409, "not-yours", "contact " + contact + " is not in your hands");
    }
  }

  /// The language an operator chose, or the usual one.
  String language(Optional<String> chosen) {
    String language = chosen.orElseGet(signer::language);
    if (!signer.languages().contains(language)) {
      throw new RequestRefused(
          400,
          "wrong-type",
          "language: \"" + language + "\" (expected: one of " + signer.languages() + ")");
    }
    return language;
  }

  /// What will stand below an operator's words, by language.
  Map<String, String> signatures(ContactId contact, OperatorId operator) {
    var signatures = new LinkedHashMap<String, String>();
    history
        .contact(contact)
        .ifPresent(
            h -> signer.languages().forEach(l -> signatures.put(l, signer.of(h, operator, l))));
    return signatures;
  }

  /// Who else got the message that an answer answers.
  List<String> others(ContactId contact) {
    return history.contact(contact).stream()
        .flatMap(
            h ->
                Answers.lastReceived(h).stream()
                    .flatMap(m -> Recipients.others(m, h.address(), ours).stream()))
        .toList();
  }

  Workbench.Limits limits() {
    return bench.limits();
  }

  /// The files of a contact that wait to be sent. One that was sent, and not forgotten because the
  /// server stopped in between, is forgotten now.
  List<PreparedFile> files(ContactId contact) throws IOException {
    List<PreparedFile> files = bench.files(contact);
    Predicate<PreparedFile> sent = file -> wasSent(contact, file);
    List<PreparedFile> left = files.stream().filter(sent).toList();
    if (!left.isEmpty()) {
      bench.remove(contact, left);
    }
    return files.stream().filter(sent.negate()).toList();
  }

  private boolean wasSent(ContactId contact, PreparedFile file) {
    return history.contact(contact).stream()
        .flatMap(h -> h.messages().stream())
        .filter(m -> !m.incoming() && m.at().isAfter(file.at()))
        .flatMap(m -> m.attachments().stream())
        .anyMatch(a -> a.raw().filter(file.sha256()::equals).isPresent());
  }

  /// Keeps a file that comes from outside, unless it is infected. While the scanner is away it is
  /// kept all the same, and scanned before it leaves.
  PreparedFile add(ContactId contact, String name, OperatorId by, InputStream bytes)
      throws IOException, InterruptedException {
    PreparedFile file = kept(contact, name, by, bytes);
    Optional<RequestRefused> refusal = gate.added(file, () -> open(contact, file));
    if (refusal.isPresent()) {
      bench.remove(contact, List.of(file));
      throw refusal.get();
    }
    return file;
  }

  private PreparedFile kept(ContactId contact, String name, OperatorId by, InputStream bytes)
      throws IOException {
    try {
      return bench.put(contact, ids.next(), FileNames.safe(name), by, clock.instant(), bytes);
    } catch (RawTooLarge _) {
      long most = bench.limits().fileBytes();
      throw new RequestRefused(
          413, "file-too-large", "\"" + name + "\": more than " + most + " bytes");
    } catch (NoRoom e) {
      throw new RequestRefused(409, "no-room", String.valueOf(e.getMessage()));
    }
  }

  /// Keeps what came with a message of the contact.
  ///
  /// @param part of one of its files; empty for the message as a whole, as it came
  PreparedFile add(ContactId contact, int n, Optional<Integer> part, OperatorId by)
      throws IOException, InterruptedException {
    ContactHistory h = Answers.contact(history, contact);
    Message message = Answers.message(h, n);
    if (part.isEmpty()) {
      Sha256 whole =
          message
              .raw()
              .orElseThrow(
                  () ->
                      new RequestRefused(
                          404, "no-such-message", "message " + n + " has no original"));
      gate.checkAll(contact, message);
      try (InputStream bytes = opened(whole)) {
        return add(contact, h.code() + "-" + n + ".eml", by, bytes);
      }
    }
    Attachment file =
        message.attachments().stream()
            .filter(a -> a.part() == part.get())
            .findFirst()
            .orElseThrow(() -> noFile("part " + part.get()));
    gate.checkFile(contact, message, file);
    try (InputStream bytes = opened(message, file)) {
      return add(contact, file.name(), by, bytes);
    }
  }

  private InputStream opened(Message message, Attachment file) throws IOException {
    if (file.raw().isPresent()) {
      return opened(file.raw().get());
    }
    Sha256 whole = message.raw().orElseThrow(() -> noFile("part " + file.part()));
    return new ByteArrayInputStream(
        parts.attachment(whole, file.part()).orElseThrow(() -> noFile("part " + file.part())));
  }

  private InputStream opened(Sha256 name) throws IOException {
    return raw.open(name).orElseThrow(() -> noFile("its bytes are not in the store"));
  }

  void remove(ContactId contact, String id) throws IOException {
    bench.remove(contact, bench.files(contact).stream().filter(f -> f.id().equals(id)).toList());
  }

  /// The files an operator chose to send, in their order.
  ///
  /// @throws RequestRefused if one of them is not there, is infected, or cannot be scanned now
  List<PreparedFile> chosen(ContactId contact, List<String> wanted)
      throws IOException, InterruptedException {
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<PreparedFile> there = files(contact);
    var chosen = new ArrayList<PreparedFile>();
    for (String id : wanted.stream().distinct().toList()) {
      chosen.add(
          there.stream()
              .filter(f -> f.id().equals(id))
              .findFirst()
              .orElseThrow(() -> noFile("\"" + id + "\" is not there any more")));
    }
    gate.checkLeaving(chosen, file -> () -> open(contact, file));
    return chosen;
  }

  InputStream open(ContactId contact, PreparedFile file) throws IOException {
    return bench
        .open(contact, file)
        .orElseThrow(() -> new IOException("the file " + file.name() + " has gone"));
  }

  /// The draft of a contact. One that was sent, and not forgotten because the server stopped in
  /// between, is forgotten now.
  Optional<LetterDraft> draft(ContactId contact) throws IOException {
    catchUp.run();
    Optional<LetterDraft> draft = bench.draft(contact);
    boolean sent =
        draft
            .filter(d -> history.contact(contact).filter(h -> wroteSince(h, d)).isPresent())
            .isPresent();
    if (sent) {
      bench.removeDraft(contact);
      return Optional.empty();
    }
    return draft;
  }

  private static boolean wroteSince(ContactHistory contact, LetterDraft draft) {
    return contact.messages().stream()
        .anyMatch(m -> !m.incoming() && m.by().isPresent() && m.at().isAfter(draft.at()));
  }

  /// Keeps a draft.
  ///
  /// @return its version; 0 if it was empty
  /// @throws RequestRefused if another one is there than the one it was made from
  long save(ContactId contact, long basedOn, OperatorId by, LetterDraft.Letter letter)
      throws IOException {
    return bench
        .save(contact, basedOn, by, clock.instant(), letter)
        .map(draft -> letter.isEmpty() ? 0 : draft.version())
        .orElseThrow(
            () ->
                new RequestRefused(
                    409,
                    "draft-changed",
                    "basedOn: " + basedOn + " (expected: the version that is there)"));
  }

  /// Forgets what was sent, which is recorded; if that fails, the next look does it.
  void sent(ContactId contact, List<PreparedFile> files) {
    try {
      bench.removeDraft(contact);
      bench.remove(contact, files);
    } catch (IOException e) {
      LOG.warn("what was sent for contact {} cannot be forgotten yet: {}", contact, e.toString());
    }
  }

  private static RequestRefused noFile(String detail) {
    return new RequestRefused(404, "no-such-attachment", detail);
  }
}
