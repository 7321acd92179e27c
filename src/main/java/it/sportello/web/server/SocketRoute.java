package it.sportello.web.server;

import java.time.Duration;
import java.util.Optional;

/// One WebSocket address. The `Origin` must be this server's own host.
///
/// @param path a template as in [Route]
/// @param access who may connect; never public data without a thought: a socket costs memory
/// @param subprotocol what the client has to offer and is answered, such as `sip`
/// @param maxMessageBytes what one message may hold; more closes with 1009
/// @param maxPendingBytes what the peer may leave unread; more closes with 4008
/// @param pingEvery how long the peer may be silent before it is pinged; twice that, and it is gone
/// @param handler who prepares the socket
public record SocketRoute(
    String path,
    Access access,
    Optional<String> subprotocol,
    int maxMessageBytes,
    int maxPendingBytes,
    Duration pingEvery,
    SocketHandler handler) {
  /// A route with the defaults: messages up to 64 KiB, 1 MiB unread, a ping after 25 s.
  public static SocketRoute of(String path, Access access, SocketHandler handler) {
    return new SocketRoute(
        path, access, Optional.empty(), 64 * 1024, 1024 * 1024, Duration.ofSeconds(25), handler);
  }

  /// This route with a sub-protocol.
  public SocketRoute withSubprotocol(String name) {
    return new SocketRoute(
        path, access, Optional.of(name), maxMessageBytes, maxPendingBytes, pingEvery, handler);
  }

  /// This route with other limits.
  public SocketRoute withLimits(int messageBytes, int pendingBytes) {
    return new SocketRoute(
        path, access, subprotocol, messageBytes, pendingBytes, pingEvery, handler);
  }

  /// This route with another time between pings.
  public SocketRoute withPingEvery(Duration every) {
    return new SocketRoute(
        path, access, subprotocol, maxMessageBytes, maxPendingBytes, every, handler);
  }
}
