package it.sportello.mail;

import java.io.IOException;

/// Gives the token with which a mail server lets us in where it takes no password (OAuth 2.0, RFC
/// 6749; XOAUTH2 on the wire). Safe to use from several threads.
public interface AccessTokens {
  /// Returns one that is good now, fetched anew if need be. Blocks, seconds at most.
  ///
  /// @throws IOException if none can be had; the message is in an administrator's words. Trying
  ///   again later is safe
  String current() throws IOException;

  /// Says that a server did not take the last one, whatever time it had left: the next is fetched.
  void refused();
}
