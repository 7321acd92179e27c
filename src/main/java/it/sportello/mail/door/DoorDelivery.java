package it.sportello.mail.door;

import it.sportello.base.Sha256;
import it.sportello.journal.RawStore;
import it.sportello.journal.RawTooLarge;
import it.sportello.mail.InboundMail;
import it.sportello.mail.InboundMail.Content;
import it.sportello.mail.MailKey;
import it.sportello.mail.MailNotTaken;
import it.sportello.mail.MailSink;
import it.sportello.mail.mime.MimeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one message for good: its bytes to the raw store, then, for each mailbox, to the sink.
final class DoorDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(DoorDelivery.class);

  /// What became of it at one mailbox.
  enum Result {
    /// It is durable: the client may forget it.
    TAKEN,
    /// It could not be recorded now: the client keeps it.
    LATER
  }

  /// A message whose bytes are durable.
  record Stored(Sha256 raw, long sizeBytes, Content content, Instant at) {}

  private final RawStore raw;
  private final MimeReader reader;
  private final MailSink sink;
  private final InstantSource clock;

  DoorDelivery(RawStore raw, MimeReader reader, MailSink sink, InstantSource clock) {
    this.raw = raw;
    this.reader = reader;
    this.sink = sink;
    this.clock = clock;
  }

  /// Stores the bytes, with the envelope's sender before them, as whoever delivers for good has to
  /// (RFC 5321 §4.4).
  ///
  /// @throws RawTooLarge if there are more than `maxBytes`
  /// @throws IOException if the connection or the disk failed
  Stored store(String sender, InputStream content, long maxBytes) throws IOException, RawTooLarge {
    byte[] path = ("Return-Path: <" + sender + ">\r\n").getBytes(StandardCharsets.UTF_8);
    Sha256 name =
        raw.put(
            new SequenceInputStream(new ByteArrayInputStream(path), content),
            maxBytes + path.length);
    long size = raw.size(name).orElse(0L);
    try (InputStream bytes =
        raw.open(name).orElseThrow(() -> new IOException(name + " has gone"))) {
      return new Stored(name, size, reader.read(bytes, name), clock.instant());
    }
  }

  /// Blocks until its fate in one mailbox is durable.
  Result take(String mailbox, Stored stored) throws InterruptedException {
    try {
      sink.take(
          new InboundMail(
              MailKey.handedOver(mailbox),
              stored.raw(),
              stored.sizeBytes(),
              stored.at(),
              stored.content()));
      return Result.TAKEN;
    } catch (MailNotTaken e) {
      LOG.warn("a message for mailbox {} is to be handed over later: {}", mailbox, e.getMessage());
      return Result.LATER;
    }
  }
}
