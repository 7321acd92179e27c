package it.sportello.web.server;

/// What happens on one WebSocket. Every method is called on the connection's event loop, one at a
/// time, and must return at once.
public interface SocketListener {
  /// The handshake is done.
  void onOpen(SocketOut out);

  /// A whole text message came.
  void onText(String text);

  /// A whole binary message came. Closes with 1003 (unsupported data, RFC 6455 section 7.4.1)
  /// unless overridden.
  ///
  /// @return whether such messages are taken
  default boolean onBinary(byte[] bytes) {
    return false;
  }

  /// The peer reads again: what [SocketOut#isWritable()] refused can be sent.
  default void onWritable() {}

  /// The socket is gone, for whatever reason. Called exactly once, last.
  ///
  /// @param code the peer's close code; 1006 when it vanished without one
  void onClosed(int code, String reason);
}
