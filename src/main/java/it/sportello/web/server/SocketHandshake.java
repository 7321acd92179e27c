package it.sportello.web.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Arrays;
import java.util.Optional;

/// The rules of a WebSocket's opening handshake, as far as headers go.
final class SocketHandshake {
  /// Says why a socket may not be opened; empty when it may.
  static Optional<Response> refuse(SocketRoute route, RequestHead head) {
    HttpHeaders headers = head.netty().headers();
    if (!headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
      return Optional.of(
          Response.problem(426, "websocket-only", "(expected: Upgrade: websocket)")
              .withHeader("Upgrade", "websocket")
              .withHeader("Connection", "Upgrade"));
    }
    if (!"13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))
        || !headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)) {
      return Optional.of(
          Response.problem(426, "websocket-version", "(expected: version 13)")
              .withHeader("Sec-WebSocket-Version", "13"));
    }
    if (!isSameOrigin(headers)) {
      return Optional.of(
          Response.problem(403, "wrong-origin", "Origin (expected: this server's own pages)"));
    }
    Optional<Response> noAccess = route.access().refuse(head.session());
    if (noAccess.isPresent()) {
      return noAccess;
    }
    if (route.subprotocol().isPresent() && !offers(headers, route.subprotocol().get())) {
      return Optional.of(
          Response.problem(
              400,
              "wrong-subprotocol",
              "Sec-WebSocket-Protocol (expected: " + route.subprotocol().get() + ")"));
    }
    return Optional.empty();
  }

  /// Whether the page that connects came from here. Browsers always send `Origin` with a WebSocket
  /// and cookies go with it, so this is what keeps other sites out (RFC 6455 section 10.2).
  private static boolean isSameOrigin(HttpHeaders headers) {
    String origin = headers.get(HttpHeaderNames.ORIGIN, "");
    String host = headers.get(HttpHeaderNames.HOST, "");
    return !host.isEmpty()
        && (origin.equalsIgnoreCase("http://" + host)
            || origin.equalsIgnoreCase("https://" + host));
  }

  private static boolean offers(HttpHeaders headers, String subprotocol) {
    return headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .anyMatch(offered -> offered.strip().equals(subprotocol));
  }

  private SocketHandshake() {}
}
