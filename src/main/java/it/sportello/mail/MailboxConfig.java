package it.sportello.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One mailbox: an address, where its mail is read, and where its answers are sent.
///
/// @param id our name for it, as in [MailKey]; never changes, or its mail is taken again
/// @param address `local@domain`, also the envelope sender of its answers
/// @param displayName shown beside the address
/// @param imap where it is read; not used without folders
/// @param folders IMAP folders that are read, usually `INBOX`; none if a mail server hands its mail
///   over
/// @param pollEvery how often a folder is looked at, whatever the server announces; 1 s or more
public record MailboxConfig(
    String id,
    String address,
    String displayName,
    Server imap,
    List<String> folders,
    Duration pollEvery,
    Server smtp) {

  public MailboxConfig {
    folders = List.copyOf(folders);
    if (pollEvery.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "mailbox " + id + ": pollEvery " + pollEvery + " (expected: 1 s or more)");
    }
  }

  /// How a connection is protected.
  public enum Tls {
    /// Not at all: for loopback only.
    NONE,
    /// Starts in the clear and must turn to TLS before anything is said (RFC 3207, RFC 3501).
    STARTTLS,
    /// TLS from the first byte (RFC 8314).
    TLS
  }

  /// Where to connect, and as whom. The certificate must be good for `host`.
  ///
  /// @param user empty if the server asks for none
  /// @param secret password; never printed
  /// @param certificate PEM file with the only certificates to trust; empty: those of the platform
  /// @param tokens gives what is shown instead of the password; empty: the password is
  public record Server(
      String host,
      int port,
      Tls tls,
      String user,
      String secret,
      Optional<Path> certificate,
      Optional<AccessTokens> tokens) {

    public Server {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port: " + port + " (expected: 1..65535)");
      }
    }

    /// A server whose certificate the platform trusts.
    public Server(String host, int port, Tls tls, String user, String secret) {
      this(host, port, tls, user, secret, Optional.empty());
    }

    /// A server that takes a password.
    public Server(
        String host, int port, Tls tls, String user, String secret, Optional<Path> certificate) {
      this(host, port, tls, user, secret, certificate, Optional.empty());
    }

    /// A server that takes tokens in place of a password.
    public Server(String host, int port, Tls tls, String user, AccessTokens tokens) {
      this(host, port, tls, user, "", Optional.empty(), Optional.of(tokens));
    }

    @Override
    public String toString() {
      return (user.isEmpty() ? "" : user + ":***@") + host + ":" + port + " " + tls;
    }
  }
}
