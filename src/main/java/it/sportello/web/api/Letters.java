package it.sportello.web.api;

import it.sportello.base.ContactId;
import it.sportello.base.Sha256;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.journal.RawStore;
import it.sportello.mail.Attached;
import it.sportello.mail.Composed;
import it.sportello.mail.Composition;
import it.sportello.mail.MailRefused;
import it.sportello.mail.PreparedFile;
import it.sportello.web.server.RequestRefused;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes messages with their files, durable before the desk hears of them.
public final class Letters {
  /// RFC 6109 §3.1.1: size times recipients of a certified message.
  private static final long MAX_CERTIFIED = 30_000_000;

  /// More than the files of any configuration take in a message: a guard, not a rule.
  private static final long MAX_MESSAGE = 256L << 20;

  /// Writes a message's bytes.
  @FunctionalInterface
  public interface Composer {
    /// Writes one message.
    ///
    /// @throws MailRefused if no message can be made of it
    Composed compose(Composition composition) throws MailRefused;
  }

  /// A message that is durable.
  ///
  /// @param attachments its files, each durable of its own too
  record Letter(Sha256 raw, String messageId, List<Attachment> attachments) {}

  private final RawStore raw;
  private final Composer composer;
  private final Preparations preparations;

  /// @param composer writes the message's bytes
  /// @param preparations where the files are
  public Letters(RawStore raw, Composer composer, Preparations preparations) {
    this.raw = raw;
    this.composer = composer;
    this.preparations = preparations;
  }

  /// @param certified whether it leaves from a PEC mailbox
  /// @param plain the message without its files
  /// @throws RequestRefused if it is too large for PEC
  Letter write(boolean certified, Composition plain, List<PreparedFile> files)
      throws IOException, MailRefused {
    Composed composed = composer.compose(plain.with(attached(plain.contact(), files)));
    if (certified) {
      checkSize(composed, plain.to().size() + plain.cc().size());
    }
    List<Attachment> attachments = kept(plain.contact(), files);
    return new Letter(raw.write(composed::writeTo, MAX_MESSAGE), composed.messageId(), attachments);
  }

  private List<Attached> attached(ContactId contact, List<PreparedFile> files) {
    return files.stream()
        .map(f -> new Attached(f.name(), f.type(), () -> preparations.open(contact, f)))
        .toList();
  }

  /// Files leave the workbench when they are sent; what was sent is kept for ever, and can be read
  /// without taking the message apart.
  private List<Attachment> kept(ContactId contact, List<PreparedFile> files) throws IOException {
    var attachments = new ArrayList<Attachment>();
    for (PreparedFile file : files) {
      try (InputStream bytes = preparations.open(contact, file)) {
        Sha256 name = raw.put(bytes, file.sizeBytes());
        attachments.add(
            new Attachment(
                attachments.size(), file.name(), file.type(), file.sizeBytes(), Optional.of(name)));
      }
    }
    return attachments;
  }

  private static void checkSize(Composed composed, int recipients) throws IOException {
    long bytes = composed.sizeBytes() * recipients;
    if (bytes > MAX_CERTIFIED) {
      throw new RequestRefused(
          409,
          "pec-too-large",
          (bytes + 999_999) / 1_000_000
              + " MB: size of the message times its "
              + recipients
              + " recipients (expected: at most "
              + MAX_CERTIFIED / 1_000_000
              + " MB)");
    }
  }
}
