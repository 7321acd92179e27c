package it.sportello.web.server;

/// Decides on one WebSocket before its handshake is answered.
@FunctionalInterface
public interface SocketHandler {
  /// Prepares a socket and returns who listens to it. The handshake is completed afterwards.
  ///
  /// Called on a virtual thread, so it may block for a short time (open an upstream connection). If
  /// the browser is gone in the meantime, the listener still hears [SocketListener#onClosed(int,
  /// String)], without an `onOpen` before.
  ///
  /// @throws RequestRefused to answer with a problem instead of a handshake
  SocketListener open(Request request) throws Exception;
}
