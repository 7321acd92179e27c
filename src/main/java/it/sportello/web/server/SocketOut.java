package it.sportello.web.server;

/// The sending side of one WebSocket. Every method may be called from any thread and returns at
/// once; what one thread sends arrives in its order. After the end, calls are ignored.
public interface SocketOut {
  /// Close code of ours: the peer read too slowly.
  int TOO_SLOW = 4008;

  /// Sends a text message. A peer that leaves more unread than the route allows is closed with
  /// [#TOO_SLOW].
  void text(String text);

  /// Sends a binary message; otherwise like [#text].
  void binary(byte[] bytes);

  /// Says goodbye and closes; a peer that does not answer within seconds is cut off.
  ///
  /// @param code 1000 to 4999
  /// @param reason at most 123 bytes of UTF-8; more is cut
  void close(int code, String reason);

  /// Whether little enough is waiting to be read by the peer.
  boolean isWritable();

  /// Bytes that wait to be read by the peer.
  long pendingBytes();

  /// Stops or resumes reading from the peer, so that a slow consumer behind us slows it down.
  void reading(boolean on);
}
