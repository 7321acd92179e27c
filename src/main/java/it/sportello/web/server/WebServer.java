package it.sportello.web.server;

import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.access.Session;
import java.util.Optional;
import java.util.function.Function;

/// Serves pages, API and sockets on one port.
///
/// Requests run on virtual threads, one at a time for each connection; the event loops only move
/// bytes.
public final class WebServer implements AutoCloseable {
  /// The cookie that carries a session's token.
  public static final String SESSION_COOKIE = "sportello";

  /// @param router every address; not changed any more
  /// @param sessions finds the session of a cookie's token; called on event loops, so it does not
  ///   block
  /// @param meters where requests, connections and failures are counted
  public WebServer(
      Router router,
      Function<String, Optional<Session>> sessions,
      WebOptions options,
      MeterRegistry meters) {}

  /// Starts to listen.
  ///
  /// @param port 0 for any free one
  /// @return the port
  /// @throws java.io.IOException if the address cannot be had
  public int start(String host, int port) throws java.io.IOException {
    return port;
  }

  /// Stops accepting, lets running requests finish for a bounded time, says goodbye to sockets,
  /// closes everything.
  @Override
  public void close() {}
}
