package it.sportello.mail.smtp;

import it.sportello.mail.mime.MailSwitches;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/// Bytes that go out as they are: Jakarta Mail would write a message anew, with another id.
final class RawMessage extends SMTPMessage {
  private final InputStream raw;
  private boolean written;

  RawMessage(String envelopeSender, InputStream raw) {
    super(Session.getInstance(MailSwitches.properties()));
    this.raw = raw;
    setEnvelopeFrom(envelopeSender);
    saved = true;
  }

  @Override
  public void writeTo(OutputStream out, String[] ignored) throws IOException {
    raw.transferTo(out);
    written = true;
  }

  /// Whether every byte was handed to the connection.
  boolean isWritten() {
    return written;
  }
}
