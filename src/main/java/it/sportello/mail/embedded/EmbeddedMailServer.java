package it.sportello.mail.embedded;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.util.List;

/// A small IMAP and SMTP server on loopback (GreenMail), **for trying only**.
///
/// It holds everything in memory: with the process all mailboxes are gone, so an intake sees a new
/// UIDVALIDITY after each start. Mail for an address nobody named makes a mailbox of its own, whose
/// user and password are that address: that is how a citizen's side can be played.
public final class EmbeddedMailServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final GreenMail server;

  /// One mailbox.
  ///
  /// @param address also its login name
  /// @param secret made at random by the caller
  public record Account(String address, String secret) {
    @Override
    public String toString() {
      return address;
    }
  }

  /// Makes a server that does not run yet.
  ///
  /// @param imapPort 0 for any free one
  /// @param smtpPort 0 for any free one
  public EmbeddedMailServer(int imapPort, int smtpPort, List<Account> accounts) {
    server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(imapPort, LOOPBACK, ServerSetup.PROTOCOL_IMAP),
              new ServerSetup(smtpPort, LOOPBACK, ServerSetup.PROTOCOL_SMTP)
            });
    for (Account account : accounts) {
      server.setUser(account.address(), account.address(), account.secret());
    }
  }

  /// Starts listening.
  ///
  /// @throws IOException if a port is taken
  public void start() throws IOException {
    try {
      server.start();
    } catch (RuntimeException e) {
      server.stop();
      throw new IOException("the embedded mail server does not start: " + e.getMessage(), e);
    }
  }

  /// Where IMAP listens; known once it runs.
  public int imapPort() {
    return server.getImap().getPort();
  }

  /// Where SMTP listens; known once it runs.
  public int smtpPort() {
    return server.getSmtp().getPort();
  }

  /// Stops listening. What it held is gone.
  @Override
  public void close() {
    server.stop();
  }
}
