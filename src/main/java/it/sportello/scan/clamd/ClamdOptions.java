package it.sportello.scan.clamd;

import it.sportello.base.HostPort;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where clamd is, and how much is asked of it.
///
/// @param host where it listens on TCP; empty if it listens on a socket file
/// @param socket its socket file; empty if it listens on TCP
/// @param connectWithin how long a connection may take, and a wait for one of ours to be free
/// @param answerWithin how long nothing may come or go on a connection
/// @param scanWithin how long one file may take in all
/// @param maxBytes of one file; of a larger one no more is sent
/// @param connections at the same time
public record ClamdOptions(
    Optional<HostPort> host,
    Optional<Path> socket,
    Duration connectWithin,
    Duration answerWithin,
    Duration scanWithin,
    long maxBytes,
    int connections) {
  public ClamdOptions {
    if (host.isPresent() == socket.isPresent()) {
      throw new IllegalArgumentException("host, socket: one of the two is expected");
    }
  }

  /// The address, looked up again each time.
  SocketAddress address() {
    return socket
        .<SocketAddress>map(UnixDomainSocketAddress::of)
        .orElseGet(() -> tcp(host.orElseThrow()));
  }

  private static SocketAddress tcp(HostPort at) {
    return new InetSocketAddress(at.host(), at.port());
  }

  /// The address for people.
  @Override
  public String toString() {
    return host.map(HostPort::toString).orElseGet(() -> socket.orElseThrow().toString());
  }
}
