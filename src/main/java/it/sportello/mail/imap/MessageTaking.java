package it.sportello.mail.imap;

import it.sportello.base.Sha256;
import it.sportello.journal.RawTooLarge;
import it.sportello.mail.InboundMail;
import it.sportello.mail.InboundMail.Content;
import it.sportello.mail.InboundMail.Content.NotUnderstood;
import it.sportello.mail.MailKey;
import it.sportello.mail.MailNotTaken;
import it.sportello.mail.Reason;
import it.sportello.mail.Reason.Code;
import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.eclipse.angus.mail.imap.IMAPMessage;

/// Takes one message: its bytes to the raw store, then what they say to the sink.
final class MessageTaking {
  private static final int KEPT_OF_TOO_LARGE = 1 << 20;

  /// A small message in memory, not stored yet.
  static final class Fetched {
    private final MailKey key;
    private final byte[] bytes;
    private final Instant receivedAt;

    private Fetched(MailKey key, byte[] bytes, Instant receivedAt) {
      this.key = key;
      this.bytes = bytes;
      this.receivedAt = receivedAt;
    }

    MailKey key() {
      return key;
    }

    /// The message as it came; nobody changes it.
    byte[] bytes() {
      return bytes;
    }

    Instant receivedAt() {
      return receivedAt;
    }
  }

  private final IntakePorts ports;
  private final long maxKeptBytes;

  MessageTaking(IntakePorts ports, long maxKeptBytes) {
    this.ports = ports;
    this.maxKeptBytes = maxKeptBytes;
  }

  /// Returns once the message is taken for good; empty if it was deleted meanwhile by somebody
  /// else.
  ///
  /// @throws NotGiven if the server refuses this message while it answers otherwise
  /// @throws MessagingException if the connection failed
  /// @throws IOException if the connection or the raw store failed
  Optional<Content> take(MailKey key, IMAPMessage message)
      throws NotGiven, MessagingException, IOException, MailNotTaken, InterruptedException {
    try {
      long size = message.getSizeLong();
      return Optional.of(size > maxKeptBytes ? beginning(key, message) : whole(key, message));
    } catch (MessagingException | ServerFailed e) {
      if (message.isExpunged()) {
        return Optional.empty();
      }
      // asks the server: if it answers, the message is to blame, not the connection
      if (message.getFolder().isOpen()) {
        throw new NotGiven(e);
      }
      throw e;
    }
  }

  /// A message whose bytes came together with others; empty if they are not all of it, and [#take]
  /// has to look.
  ///
  /// @param bytes as they came
  Optional<Fetched> fetched(MailKey key, IMAPMessage message, byte[] bytes)
      throws MessagingException {
    return isCut(bytes.length, message.getSizeLong())
        ? Optional.empty()
        : Optional.of(new Fetched(key, bytes, receivedAt(message)));
  }

  /// Reads a message that was fetched. Any thread.
  ///
  /// @param name its bytes, durable in the raw store
  InboundMail read(Fetched fetched, Sha256 name) throws IOException {
    Content content = ports.reader().read(new ByteArrayInputStream(fetched.bytes()), name);
    return new InboundMail(
        fetched.key(), name, fetched.bytes().length, fetched.receivedAt(), content);
  }

  /// Takes the fact that the server does not give a message, so that those behind it can be taken.
  Content withoutBytes(MailKey key, String why)
      throws IOException, MailNotTaken, InterruptedException {
    String note =
        "Mailbox %s, folder %s, UIDVALIDITY %d, UID %d%n%s%n"
            .formatted(key.mailbox(), key.folder(), key.uidValidity(), key.uid(), why);
    byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
    var content = new NotUnderstood(Reason.of(Code.NOT_GIVEN, why));
    handOver(key, ports.raw().put(bytes), bytes.length, ports.clock().instant(), content);
    return content;
  }

  private Content whole(MailKey key, IMAPMessage message)
      throws MessagingException, IOException, MailNotTaken, InterruptedException {
    Sha256 name;
    try (var in = new FromServer(message.getMimeStream())) {
      name = ports.raw().put(in, maxKeptBytes);
    } catch (RawTooLarge _) {
      return beginning(key, message); // RFC822.SIZE was wrong
    }
    long size = ports.raw().size(name).orElse(0L);
    long announced = message.getSizeLong();
    if (isCut(size, announced)) {
      throw new ServerFailed(
          new IOException("the server gives only " + size + " of " + announced + " bytes"));
    }
    Content content;
    try (InputStream raw = ports.raw().open(name).orElseThrow(() -> gone(name))) {
      content = ports.reader().read(raw, name);
    }
    handOver(key, name, size, receivedAt(message), content);
    return content;
  }

  /// Where the server says NO to a chunk, Jakarta Mail sees the end of the message; a size that is
  /// merely estimated (Exchange does that) hardly ends at a chunk's edge.
  private static boolean isCut(long size, long announced) {
    return size < announced && size % ImapFolderLink.CHUNK_BYTES == 0;
  }

  private Content beginning(MailKey key, IMAPMessage message)
      throws MessagingException, IOException, MailNotTaken, InterruptedException {
    byte[] head;
    try (var in = new FromServer(message.getMimeStream())) {
      head = in.readNBytes(KEPT_OF_TOO_LARGE);
    }
    var content = new NotUnderstood(Reason.of(Code.TOO_LARGE_HERE, maxKeptBytes, head.length));
    handOver(key, ports.raw().put(head), message.getSizeLong(), receivedAt(message), content);
    return content;
  }

  private void handOver(MailKey key, Sha256 name, long size, Instant receivedAt, Content content)
      throws MailNotTaken, InterruptedException {
    ports.sink().take(new InboundMail(key, name, size, receivedAt, content));
  }

  private Instant receivedAt(IMAPMessage message) {
    try {
      Date date = message.getReceivedDate();
      return date == null ? ports.clock().instant() : date.toInstant();
    } catch (MessagingException _) {
      return ports.clock().instant(); // not worth losing the message, whose bytes are here
    }
  }

  private static IOException gone(Sha256 name) {
    return new IOException("the raw store does not find " + name + " right after it stored it");
  }

  /// The server refuses one message.
  static final class NotGiven extends Exception {
    private static final long serialVersionUID = 1L;

    NotGiven(Exception cause) {
      super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }
  }

  /// The server's side of a copy failed, not the disk's.
  private static final class ServerFailed extends IOException {
    private static final long serialVersionUID = 1L;

    ServerFailed(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /// Bytes from the server, so that its failures can be told from those of the raw store.
  private static final class FromServer extends FilterInputStream {
    FromServer(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        throw new ServerFailed(e);
      }
    }
  }
}
