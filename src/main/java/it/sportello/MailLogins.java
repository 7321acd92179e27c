package it.sportello;

import it.sportello.base.Secret;
import it.sportello.config.MailboxConfig;
import it.sportello.config.OauthConfig;
import it.sportello.mail.AccessTokens;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.wire.KeptTokens;
import it.sportello.mail.wire.TokenEndpoint;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// How mailboxes log in: with a password, or with tokens.
///
/// @param files where each mailbox's refresh token is kept, by the mailbox's id
record MailLogins(Function<String, Path> files, InstantSource clock) {
  /// One for reading and sending: whoever asks second finds the token of the first.
  Optional<AccessTokens> tokens(MailboxConfig mailbox) {
    return mailbox
        .oauth()
        .map(
            oauth ->
                new KeptTokens(
                    endpoint(oauth),
                    oauth.refreshToken().map(Secret::reveal).map(String::strip),
                    files.apply(mailbox.id()),
                    clock));
  }

  private static TokenEndpoint endpoint(OauthConfig oauth) {
    return new TokenEndpoint(
        oauth.tokenUrl(),
        oauth.clientId(),
        oauth.clientSecret().map(Secret::reveal).map(String::strip),
        oauth.scope());
  }

  static Server server(
      String host,
      int port,
      Tls tls,
      String user,
      Optional<Secret> password,
      Optional<AccessTokens> tokens) {
    return tokens.isPresent()
        ? new Server(host, port, tls, user, tokens.get())
        : new Server(host, port, tls, user, password.orElseThrow().reveal());
  }
}
