package it.sportello.mail.mime;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import it.sportello.base.Sha256;
import it.sportello.mail.InboundMail.Content;
import it.sportello.mail.ParsedMail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Messages for tests, as bytes.
final class Mails {
  static final MimeReader READER = new MimeReader(ReaderLimits.usual());

  /// Returns the bytes of lines that hold one sign per byte.
  static byte[] bytes(String lines) {
    return lines.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  static Content content(byte[] raw) {
    try {
      return READER.read(new ByteArrayInputStream(raw), Sha256.of(raw));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ParsedMail read(String lines) {
    return read(bytes(lines));
  }

  static ParsedMail read(byte[] raw) {
    return assertInstanceOf(Content.Understood.class, content(raw)).mail();
  }

  private Mails() {}
}
