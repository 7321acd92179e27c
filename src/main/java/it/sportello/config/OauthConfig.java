package it.sportello.config;

import it.sportello.base.Secret;
import java.net.URI;
import java.util.Optional;

/// How a mailbox logs in where its server takes no password: OAuth 2.0 with XOAUTH2.
///
/// @param tokenUrl of the authorization server's token endpoint
/// @param clientId as which this installation is registered there
/// @param clientSecret if it was given one
/// @param refreshToken with which the first access token is fetched; without it the application
///   itself is let in (client credentials)
/// @param scope what is asked for; empty: as it was granted
public record OauthConfig(
    URI tokenUrl,
    String clientId,
    Optional<Secret> clientSecret,
    Optional<Secret> refreshToken,
    Optional<String> scope) {
  public OauthConfig {
    boolean here = tokenUrl.getHost().matches("localhost|127\\..*|\\[::1]");
    if (!tokenUrl.getScheme().equals("https") && !here) {
      throw new IllegalArgumentException(
          "tokenUrl: \"" + tokenUrl + "\" (expected: https, except on this machine)");
    }
    if (refreshToken.isEmpty() && clientSecret.isEmpty()) {
      throw new IllegalArgumentException(
          "neither refreshToken nor clientSecret (expected: a refreshToken, or a clientSecret for"
              + " client credentials)");
    }
  }
}
