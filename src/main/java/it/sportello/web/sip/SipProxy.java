package it.sportello.web.sip;

import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.access.Session;
import it.sportello.observe.Meters;
import it.sportello.web.server.Access;
import it.sportello.web.server.EventLoops;
import it.sportello.web.server.Request;
import it.sportello.web.server.RequestRefused;
import it.sportello.web.server.Router;
import it.sportello.web.server.SocketListener;
import it.sportello.web.server.SocketRoute;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Relays the browser's SIP to the PBX: WebSocket `/sip`, sub-protocol `sip` (RFC 7118).
///
/// The PBX is connected first, and the browser's handshake answered only then; both sides end
/// together, which is how the PBX learns at once that a phone is gone. Sound does not pass here: it
/// goes by UDP between browser and PBX.
public final class SipProxy implements AutoCloseable {
  /// A SIP message with a large session description has a few KiB.
  static final int MAX_MESSAGE_BYTES = 64 * 1024;

  private static final String PATH = "/sip";
  private static final int MAX_PENDING_BYTES = 512 * 1024;
  private static final Duration PING_EVERY = Duration.ofSeconds(20);

  private final EventLoops loops = new EventLoops("sip", 1);
  private final PbxDoor door;
  private final Function<Session, Optional<String>> sipUser;
  private final MeterRegistry meters;

  /// @param upstream the PBX's WebSocket: `ws://127.0.0.1:8088/ws`
  /// @param sipUser whose phone a session is; empty when it has none
  public SipProxy(URI upstream, Function<Session, Optional<String>> sipUser, MeterRegistry meters) {
    door = new PbxDoor(upstream, loops);
    this.sipUser = sipUser;
    this.meters = meters;
  }

  /// Adds the socket's route.
  public void addTo(Router router) {
    router.add(
        SocketRoute.of(PATH, Access.LOGGED_IN, this::open)
            .withSubprotocol("sip")
            .withLimits(MAX_MESSAGE_BYTES, MAX_PENDING_BYTES)
            .withPingEvery(PING_EVERY));
  }

  private SocketListener open(Request request) throws InterruptedException {
    Optional<String> user = sipUser.apply(request.requireSession());
    if (user.isEmpty()) {
      count("no-phone");
      throw new RequestRefused(403, "no-phone", "Nessun interno / You have no extension");
    }
    var bridge = new SipBridge(new SipGuard(user.get()), meters);
    try {
      bridge.connect(door);
    } catch (IOException _) {
      count("no-pbx");
      throw new RequestRefused(
          503, "pbx-unavailable", "Centralino non raggiungibile / The PBX cannot be reached");
    }
    count("opened");
    return bridge;
  }

  private void count(String result) {
    meters.counter(Meters.SIP_CONNECTIONS, "result", result).increment();
  }

  /// Ends every relay.
  @Override
  public void close() {
    loops.close();
  }
}
